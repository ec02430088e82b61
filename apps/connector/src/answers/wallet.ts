import { credentialProfiles } from '@lianshu/protocol/dcp'
import { walletOfferMachine, walletRequestMachine } from '@lianshu/trust'
import { z } from 'zod'

/** A credential request that a participant made; `id` is its holderPid. */
export const walletRequestSchema = z
  .object({
    id: z.string(),
    state: z.enum(walletRequestMachine.states),
    issuer: z.string(),
    asked: z.array(
      z.object({ id: z.string(), type: z.string(), profile: z.enum(credentialProfiles) }),
    ),
    requestedAt: z.string(),
    issuerPid: z.string().optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'WalletRequest' })

export const walletOfferSchema = z
  .object({
    id: z.string(),
    state: z.enum(walletOfferMachine.states),
    issuer: z.string(),
    credentials: z.array(
      z.object({
        id: z.string(),
        type: z.string().optional(),
        profile: z.string().optional(),
        reason: z.string().optional(),
      }),
    ),
    offeredAt: z.string(),
  })
  .meta({ id: 'WalletOffer' })

export const clientSecretSchema = z
  .object({ clientId: z.string(), clientSecret: z.string() })
  .meta({ id: 'ClientSecret' })
