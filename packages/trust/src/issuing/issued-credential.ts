import type { Did } from '@lianshu/kernel'
import { type IssuedCredentialState, issuedCredentialMachine } from './issued-credential-machine.ts'

/** A credential that was given, without its text: the holder has that. */
export interface IssuedCredential {
  readonly issuer: Did
  readonly id: string
  readonly holder: Did
  /** The request that it answers: an `Issuance.id`. */
  readonly request?: string
  /** Which of the issuer's credentials it is: an id of its metadata. */
  readonly objectId: string
  /** Its place in the status lists. */
  readonly statusList: string
  readonly statusIndex: number
  readonly state: IssuedCredentialState
  readonly issuedAt: Date
  readonly validUntil: Date
}

/** Constraint: of two credentials of one issuer, no two have the same place in the same list. */
export interface IssuedCredentials {
  /** False when the place or the id is taken; nothing is stored then. */
  record(credential: IssuedCredential): Promise<boolean>
  ofHolder(issuer: Did, holder: Did): Promise<readonly IssuedCredential[]>
  /** Moves those credentials of a holder that are in one of the states `from`; answers with how many. */
  move(
    issuer: Did,
    holder: Did,
    step: { readonly from: readonly IssuedCredentialState[]; readonly to: IssuedCredentialState },
  ): Promise<number>
  /** Places in a list whose credentials are in one of some states. */
  placesIn(
    issuer: Did,
    list: string,
    states: readonly IssuedCredentialState[],
  ): Promise<readonly number[]>
  /** How many places of a list are taken. */
  taken(issuer: Did, list: string): Promise<number>
  /**
   * Valid credentials that end before a time or have never reached their holder, without a newer one of the
   * same kind that has, or is on its way; only of holders who were not told since `toldBefore`. The first
   * to end first.
   */
  toRenew(
    issuer: Did,
    query: { readonly before: Date; readonly toldBefore: Date; readonly limit: number },
  ): Promise<readonly IssuedCredential[]>
  /** Remembers that the holder was told. */
  told(issuer: Did, id: string, at: Date): Promise<void>
}

/** Suspends, reinstates or revokes everything that a holder has of an issuer; answers with how many changed. */
export async function changeStanding(
  issued: Pick<IssuedCredentials, 'move'>,
  issuer: Did,
  change: {
    readonly holder: Did
    readonly event: (typeof issuedCredentialMachine.events)[number]
  },
): Promise<number> {
  const steps = issuedCredentialMachine.transitions.filter(({ event }) => event === change.event)
  const to = steps[0]!.to
  return issued.move(issuer, change.holder, { from: steps.map(({ from }) => from), to })
}
