import { type Did, type DomainError, findAll, type Result } from '@lianshu/kernel'
import { negotiationMachine } from '../negotiation/negotiation-machine.ts'
import type { SteppingDeps } from '../negotiation/negotiation-step.ts'
import { terminateNegotiation } from '../negotiation/terminate-negotiation.ts'
import type { ExchangeStores } from '../ports.ts'
import { terminateTransfer } from '../transfer/terminate-transfer.ts'
import { transferMachine } from '../transfer/transfer-machine.ts'
import type { TransferDeps } from '../transfer/transfer-step.ts'

export interface EndAllDeps {
  /** For reading outside a transaction. */
  readonly exchange: Pick<ExchangeStores, 'negotiations' | 'transfers'>
  readonly negotiating: SteppingDeps
  readonly transferring: Pick<TransferDeps, 'transactor' | 'clock' | 'random' | 'gates'>
}

export interface EndAllWith {
  readonly participantId: Did
  readonly counterpartyId: Did
  readonly code: string
  readonly reason: string
}

/** What became of one of them. */
export interface Ended {
  readonly kind: 'negotiation' | 'transfer'
  readonly id: string
  readonly result: Result<unknown, DomainError>
}

/**
 * Ends everything that is open between one of ours and somebody else, transfers first, since data flows in
 * them. What ended by itself meanwhile shows as `state.illegal`.
 */
export async function endAllWith(
  deps: EndAllDeps,
  { participantId, counterpartyId, ...ending }: EndAllWith,
): Promise<readonly Ended[]> {
  const ended: Ended[] = []
  for (const state of transferMachine.states.filter((one) => !transferMachine.isTerminal(one))) {
    const where = { counterpartyId, state }
    for await (const { id } of findAll(deps.exchange.transfers, participantId, where)) {
      const command = { participantId, id, ...ending }
      const result = await terminateTransfer(deps.transferring, command)
      ended.push({ kind: 'transfer', id, result })
    }
  }
  for (const state of negotiationMachine.states) {
    if (negotiationMachine.isTerminal(state)) continue
    const where = { counterpartyId, state }
    for await (const { id } of findAll(deps.exchange.negotiations, participantId, where)) {
      const command = { participantId, id, ...ending }
      const result = await terminateNegotiation(deps.negotiating, command)
      ended.push({ kind: 'negotiation', id, result })
    }
  }
  return ended
}
