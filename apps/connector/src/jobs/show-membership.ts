import { type AskTransferState, type Transfer, transferMachine } from '@lianshu/exchange'
import { type Did, findAll, type Logger } from '@lianshu/kernel'
import type { Connector } from '../connector.ts'

export interface ShowMembershipDeps {
  readonly exchange: { readonly transfers: Pick<Connector['exchange']['transfers'], 'find'> }
  readonly participants: Pick<Connector['participants'], 'all'>
  /** Any request will do: its token lets the other side ask for our membership. */
  readonly askState: AskTransferState
  readonly logger: Logger
}

export interface MembershipShow {
  /** Resolves when nothing is asked any more. */
  stop(): Promise<void>
}

const firstAfterMs = 60_000

/**
 * Shows our memberships to everybody with whom a transfer is open, every `everyMs`: in a transfer that runs for
 * months no message need ever be sent, and the other side would see a membership end that was renewed long ago.
 */
export function showMembership(deps: ShowMembershipDeps, everyMs: number): MembershipShow {
  let running: Promise<void> | undefined
  let closing = false
  const show = () => {
    running ??= showAll(deps, () => closing)
      .catch((error) => deps.logger.error('memberships were not shown', { error: String(error) }))
      .finally(() => {
        running = undefined
      })
  }
  // Also soon after the start: a node that is started anew more often would never come to it.
  const first = setTimeout(show, Math.min(everyMs, firstAfterMs))
  const timer = setInterval(show, everyMs)
  return {
    async stop() {
      closing = true
      clearTimeout(first)
      clearInterval(timer)
      await running
    },
  }
}

async function showAll(deps: ShowMembershipDeps, isClosing: () => boolean): Promise<void> {
  for (const { id } of await deps.participants.all()) {
    for (const transfer of (await onePerCounterparty(deps, id)).values()) {
      if (isClosing()) return
      await deps.askState(transfer).catch((error) => {
        const { counterpartyId } = transfer
        deps.logger.warn('a membership was not shown', { counterpartyId, error: String(error) })
      })
    }
  }
}

const openStates = transferMachine.states.filter((state) => !transferMachine.isTerminal(state))

async function onePerCounterparty(
  { exchange: { transfers } }: ShowMembershipDeps,
  participantId: Did,
): Promise<ReadonlyMap<Did, Transfer>> {
  const found = new Map<Did, Transfer>()
  for (const state of openStates) {
    for await (const transfer of findAll(transfers, participantId, { state })) {
      if (transfer.counterpartyPid !== undefined) found.set(transfer.counterpartyId, transfer)
    }
  }
  return found
}
