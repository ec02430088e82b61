import { createHash, timingSafeEqual } from 'node:crypto'
import {
  type Clock,
  type Did,
  type DomainError,
  type Random,
  type Result,
  toBase64Url,
  type Versioned,
  type VersionedStore,
} from '@lianshu/kernel'

/** Who may ask a participant's token service for tokens; `id` is the participant's DID. */
export interface TokenClient extends Versioned {
  readonly participantId: Did
  /** SHA-256 of the secret, base64url: it has 256 random bits, so that there is nothing to guess. */
  readonly secretHash: string
  readonly issuedAt: string
}

export type TokenClients = VersionedStore<TokenClient>

/** What a client is told once, and never again. */
export interface ClientSecret {
  readonly clientId: Did
  readonly clientSecret: string
}

/**
 * Gives a participant's token service a client with a new secret; one that it had before is no longer
 * good. `conflict.…` when two are asked for at once.
 */
export async function issueClientSecret(
  deps: { readonly clients: TokenClients; readonly clock: Clock; readonly random: Random },
  participant: Did,
): Promise<Result<ClientSecret, DomainError>> {
  const clientSecret = toBase64Url(deps.random.bytes(32))
  const known = await deps.clients.get(participant, participant)
  const client: TokenClient = {
    ...(known ?? { participantId: participant, id: participant, version: 0 }),
    secretHash: hashOf(clientSecret),
    issuedAt: deps.clock.now().toISOString(),
  }
  const saved = await (known ? deps.clients.update(client) : deps.clients.insert(client))
  return saved.ok ? { ok: true, value: { clientId: participant, clientSecret } } : saved
}

/** Whether the secret is the client's, in a time that tells nothing about it. */
export function knowsSecret(client: TokenClient | undefined, secret: string): boolean {
  const expected = Buffer.from(client?.secretHash ?? hashOf(''))
  return timingSafeEqual(expected, Buffer.from(hashOf(secret))) && client !== undefined
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
