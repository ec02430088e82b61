import type { Identities, PeerClient } from '@lianshu/adapters'
import { type Did, type DomainError, domainError, err, type Result } from '@lianshu/kernel'
import { membershipType } from '@lianshu/protocol/dcp'
import {
  type CredentialStore,
  type HostedParticipant,
  type HostedParticipants,
  keepCredential,
} from '@lianshu/trust'
import { z } from 'zod'
import type { Addresses } from './addresses.ts'

export interface JoinSpaceDeps {
  readonly participants: HostedParticipants
  readonly credentials: CredentialStore
  readonly identities: Pick<Identities, 'accepting'>
  readonly peers: PeerClient
  readonly addresses: Addresses
  readonly operators: readonly Did[]
}

export interface JoinSpace {
  readonly participant: Did
  readonly operator: { readonly did: Did; readonly url: string }
}

const answerSchema = z.object({ state: z.string(), credential: z.string().max(20_000).optional() })

/**
 * Applies at an operator and keeps the membership credential that it gives; the answer says whether the
 * participant is a member yet. A credential that is still in the wallet is not asked for again.
 */
export async function joinSpace(
  deps: JoinSpaceDeps,
  { participant: did, operator }: JoinSpace,
): Promise<Result<{ readonly state: string }, DomainError>> {
  if (!deps.operators.includes(operator.did)) {
    const message = `${operator.did} is not an operator that this connector trusts`
    return err(domainError('auth.forbidden', message, { at: 'operator' }))
  }
  const participant = await deps.participants.get(did)
  if (!participant) return err(domainError('not-found', 'no such participant here'))
  const applied = await deps.peers.json({
    ...{ from: did, to: operator.did, kind: 'identity' },
    ...{ method: 'POST', url: `${operator.url}/members` },
    body: {
      slug: participant.slug,
      name: { ...participant.name },
      roles: [...participant.roles],
      protocolUrl: deps.addresses.protocolBase(participant.slug),
    },
  })
  if (!applied.ok) return applied
  const answer = answerSchema.safeParse(applied.value.body)
  if (!answer.success) return err(domainError('peer.invalid', 'not an answer to an application'))
  await rememberOperator(deps, participant, operator)
  const { state, credential } = answer.data
  if (credential === undefined) return { ok: true, value: { state } }
  const received = await keepCredential(
    { ...deps.identities.accepting, credentials: deps.credentials },
    { holder: did, jwt: credential, type: membershipType },
  )
  return received.ok ? { ok: true, value: { state } } : received
}

async function rememberOperator(
  deps: JoinSpaceDeps,
  participant: HostedParticipant,
  operator: JoinSpace['operator'],
): Promise<void> {
  if (participant.operator?.did === operator.did && participant.operator.url === operator.url)
    return
  await deps.participants.save({ ...participant, operator })
}
