import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { CredentialStatusCheck } from '../ports.ts'
import { bitAt } from './bitstring.ts'
import { type HeldStatusList, type ReadStatusListDeps, readStatusList } from './read-status-list.ts'
import { type StatusEntry, type StatusPurpose, statusEntrySchema } from './status-entry.ts'

/** What a set bit makes of a credential. */
const words: Readonly<Record<StatusPurpose, string>> = {
  revocation: 'revoked',
  suspension: 'suspended',
}
/** Purposes that tell something about a credential without taking it back. */
const informative: readonly string[] = ['refresh', 'message']

const maxLists = 1_000

interface Kept {
  readonly list: Promise<Result<HeldStatusList, DomainError>>
  readonly askedAt: number
}

/**
 * Makes the check of credentials against status lists. A list is fetched once for everybody who asks at
 * the same time, kept as long as each asker allows, and never past its own end; failures are not kept.
 * `auth.invalid` carries `details.status`, `revoked` or `suspended`, when a bit is set.
 */
export function createStatusCheck(deps: ReadStatusListDeps): CredentialStatusCheck {
  const kept = new Map<string, Kept>()
  const now = () => deps.clock.now().getTime()

  const isFresh = async ({ askedAt, list }: Kept, maxAgeMs: number) => {
    if (now() - askedAt > maxAgeMs) return false
    const held = await list
    return held.ok && now() < held.value.validUntilMs
  }

  const listAt = async (url: string, issuer: Did, maxAgeMs: number) => {
    const key = JSON.stringify([issuer, url])
    const known = kept.get(key)
    if (known && (await isFresh(known, maxAgeMs))) return known.list
    // Whoever asked meanwhile has begun to fetch: that one is as fresh as ours would be.
    const other = kept.get(key)
    if (other && other !== known) return other.list
    const list = readStatusList(deps, { url, issuer })
    kept.delete(key)
    if (kept.size >= maxLists) kept.delete(kept.keys().next().value!)
    const mine = { list, askedAt: now() }
    kept.set(key, mine)
    const read = await list
    if (!read.ok && kept.get(key) === mine) kept.delete(key)
    return read
  }

  return async ({ issuer, statuses }, { maxAgeMs }) => {
    for (const status of statuses) {
      const entry = statusEntrySchema.safeParse(status)
      if (!entry.success) return refuse('its status is of a kind that is not known here')
      if (informative.includes(entry.data.statusPurpose)) continue
      const list = await listAt(entry.data.statusListCredential, issuer, maxAgeMs)
      const stands = list.ok ? standing(entry.data, list.value) : list
      if (!stands.ok) return stands
    }
    return ok(undefined)
  }
}

function standing(entry: StatusEntry, list: HeldStatusList): Result<void, DomainError> {
  const { statusPurpose: purpose, statusListIndex: index } = entry
  const word = words[purpose as StatusPurpose]
  if (word === undefined) return refuse(`status purpose ${purpose} is not known here`)
  if (!list.purposes.includes(purpose)) {
    return err(domainError('peer.invalid', `the status list says nothing about ${purpose}`))
  }
  const isSet = bitAt(list.bits, index)
  if (isSet === undefined) {
    return err(domainError('peer.invalid', `the status list has no bit ${index}`))
  }
  return isSet ? refuse(`it was ${word}`, word) : ok(undefined)
}

const refuse = (reason: string, status?: string) =>
  err(domainError('auth.invalid', `the credential does not count: ${reason}`, details(status)))

const details = (status: string | undefined) => (status ? { details: { status } } : {})
