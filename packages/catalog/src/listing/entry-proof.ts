import {
  canonicalJson,
  type Did,
  type DomainError,
  domainError,
  err,
  type Json,
  type Result,
  sha256,
  toHex,
  utf8,
} from '@lianshu/kernel'
import type { EntrySigner, EntryVerifier } from '../ports.ts'
import type { Entry } from './build-entry.ts'
import { entryTerms } from './entry-terms.ts'

/** The entry with its owner's signature over everything else in it. */
export async function signEntry(
  deps: { readonly signer: EntrySigner },
  owner: Did,
  entry: Entry,
): Promise<Entry> {
  const { [entryTerms.proof]: _replaced, ...unsigned } = entry
  return { ...unsigned, [entryTerms.proof]: await deps.signer.sign(owner, unsigned) }
}

/**
 * Checks that `owner` signed exactly this entry. `auth.invalid` when the proof is missing or belongs to
 * another entry or signer; the verifier's errors otherwise.
 */
export async function verifyEntry(
  deps: { readonly verifier: EntryVerifier },
  owner: Did,
  entry: Entry,
): Promise<Result<void, DomainError>> {
  const { [entryTerms.proof]: proof, ...unsigned } = entry
  if (typeof proof !== 'string' || proof.length > 4096) {
    return err(domainError('auth.invalid', 'the entry carries no signature of its owner'))
  }
  return deps.verifier.verify(owner, unsigned, proof)
}

/** Hexadecimal SHA-256 of the canonical entry, proof included. */
export const entryHash = async (entry: Json): Promise<string> =>
  toHex(await sha256(utf8(canonicalJson(entry))))
