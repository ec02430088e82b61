import type { Did } from '@lianshu/kernel'

/**
 * How many parties stand behind a cohort, as far as an owner can see: participants of one host count
 * once, those of the initiator's host not at all. One who brings his own "owners" to subtract them from
 * the sum has to run them elsewhere, under names that the operator admitted.
 */
export function independentParties(cohort: readonly Did[], initiator: Did): number {
  const hosts = new Set(cohort.map(hostOf))
  hosts.delete(hostOf(initiator))
  return hosts.size
}

/** The host and port of a did:web; another method's DID is a host of its own. */
const hostOf = (did: Did): string =>
  did.startsWith('did:web:') ? (did.split(':')[2] ?? did).toLowerCase() : did
