import { type Clock, type DomainError, ok, type Random, type Result } from '@lianshu/kernel'
import { terminateNegotiation } from '../negotiation/terminate-negotiation.ts'
import type { ExchangeTransactor } from '../ports.ts'
import type { Process } from '../process/process.ts'
import { terminateTransfer } from '../transfer/terminate-transfer.ts'
import type { TransferGates } from '../transfer/transfer-gate.ts'
import type { FollowUp } from '../wire.ts'
import { undecidedCode } from './decision.ts'

/**
 * Terminates a process whose deadline has passed and that still waits for a person. Harmless at any other
 * time: what was decided, or got another deadline, is left alone.
 */
export async function expireDecision(
  deps: {
    readonly transactor: ExchangeTransactor
    readonly clock: Clock
    readonly random: Random
    readonly gates: TransferGates
  },
  { kind, participantId, id }: FollowUp,
): Promise<Result<void, DomainError>> {
  const process: Process | undefined = await deps.transactor.run<Process | undefined>(
    ({ negotiations, transfers }) =>
      (kind === 'negotiation' ? negotiations : transfers).get(participantId, id),
  )
  const { decideBy, version } = process ?? {}
  if (decideBy === undefined || Date.parse(decideBy) > deps.clock.now().getTime())
    return ok(undefined)
  const ending = { code: undecidedCode, reason: `nobody decided until ${decideBy}` }
  const command = { participantId, id, version, ...ending }
  const ended = await (kind === 'negotiation'
    ? terminateNegotiation(deps, command)
    : terminateTransfer(deps, command))
  // Somebody was faster: then it is decided.
  if (ended.ok || ended.error.code === 'state.illegal') return ok(undefined)
  return ended
}
