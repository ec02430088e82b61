import { type DomainError, domainError, err, type Json, type Result } from '@lianshu/kernel'
import type { Entry } from '../listing/build-entry.ts'
import { entryHash, verifyEntry } from '../listing/entry-proof.ts'
import type { Listing } from '../listing/listing.ts'
import { readEntry } from '../listing/read-entry.ts'
import type { EntryVerifier, HarvestedMember } from '../ports.ts'
import type { Refusal } from './harvest-record.ts'

/** An entry that its owner signed and that we understand. */
export interface VerifiedEntry {
  readonly entry: Json
  readonly hash: string
  readonly listing: Listing
}

export interface CheckedEntries {
  readonly verified: readonly VerifiedEntry[]
  readonly refused: readonly Refusal[]
}

/** Sorts a member's entries into those that verify and those that do not, each with its reason. */
export async function checkEntries(
  deps: { readonly verifier: EntryVerifier },
  member: HarvestedMember,
  entries: readonly Json[],
): Promise<CheckedEntries> {
  const verified = new Map<string, VerifiedEntry>()
  const refused: Refusal[] = []
  for (const entry of entries as readonly Entry[]) {
    const id: unknown = entry?.['@id']
    const entryId = storable(typeof id === 'string' ? id : 'undefined')
    const checked = verified.has(entryId)
      ? {
          ok: false as const,
          error: domainError('conflict.exists', 'the catalogue holds it twice'),
        }
      : await checkEntry(deps, member, entry)
    if (checked.ok) {
      verified.set(entryId, { entry, hash: await entryHash(entry), listing: checked.value })
      continue
    }
    const { code, message } = checked.error
    refused.push({ entryId, code, message: storable(message) })
  }
  return { verified: [...verified.values()], refused }
}

/** What a member wrote, as PostgreSQL takes it: one name of its must not keep the others from being read. */
const storable = (text: string): string =>
  text.slice(0, 500).replaceAll('\u0000', '').toWellFormed()

async function checkEntry(
  deps: { readonly verifier: EntryVerifier },
  member: HarvestedMember,
  entry: Entry,
): Promise<Result<Listing, DomainError>> {
  try {
    const listing = readEntry(entry, member)
    const proof = listing.ok ? await verifyEntry(deps, member.did, entry) : listing
    return proof.ok ? listing : proof
  } catch (error) {
    // What canonical JSON cannot carry, or nesting that no honest entry has.
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error
    return err(domainError('input.invalid', 'the entry is no plain JSON'))
  }
}
