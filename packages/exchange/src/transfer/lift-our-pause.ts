import { setTimeout as sleep } from 'node:timers/promises'
import { DomainFailure, domainError } from '@lianshu/kernel'
import type { Transfer } from './transfer.ts'
import type { TransferDeps } from './transfer-step.ts'

/** What a provider's start means for a pause of ours: it lifts it, or the two crossed on the way. */
export type Lifting = 'lifts' | 'untold' | 'overtaken'

/** Usually the acknowledgement of our pause is only a moment behind the start that followed it. */
const patienceMs = 1000
const lookEveryMs = 50

/**
 * A provider may start what the consumer has paused, but a start that it sent before it heard of the pause
 * must not: it would leave us running and the provider, who then takes the pause, stopped. So a start waits
 * until our pause is acknowledged, and then the provider's copy says which it was: still suspended, and the
 * start came first.
 */
export async function liftingOf(
  { transactor, askState }: Pick<TransferDeps, 'transactor' | 'askState'>,
  transfer: Transfer,
): Promise<Lifting> {
  if (!isOurPause(transfer)) return 'lifts'
  const { participantId, id } = transfer
  let now: Transfer | undefined = transfer
  for (const end = Date.now() + patienceMs; now?.untoldPauses && Date.now() < end; ) {
    await sleep(lookEveryMs)
    now = await transactor.run(({ transfers }) => transfers.get(participantId, id))
  }
  if (now?.untoldPauses) return 'untold'
  const standing = await askState(transfer)
  if (standing === 'UNREACHABLE') return 'untold'
  return standing === 'SUSPENDED' ? 'overtaken' : 'lifts'
}

const isOurPause = ({ side, state, suspendedBy }: Transfer): boolean =>
  side === 'consumer' && state === 'SUSPENDED' && suspendedBy === 'consumer'

/** Throws DomainFailure: `peer.unreachable`, to be sent again, or `state.illegal` for a start that came first. */
export function refuseCrossed(lifting: Lifting): void {
  if (lifting === 'untold') {
    const message = 'transfer: our pause is still on its way to you; send the start again'
    throw new DomainFailure(domainError('peer.unreachable', message))
  }
  if (lifting === 'overtaken') {
    const message = 'transfer: it was paused after this start; your copy is suspended, too'
    throw new DomainFailure(domainError('state.illegal', message))
  }
}
