import {
  type Clock,
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  type Result,
  type Transactor,
} from '@lianshu/kernel'
import { priceFenOf, understandPolicy } from '@lianshu/policy'
import type { Agreement } from '@lianshu/protocol/odrl'
import type { ExchangeStores } from '../ports.ts'
import { orFail, retryLostRaces } from '../process/lost-race.ts'
import { digestOf } from '../process/message-digest.ts'
import type { Settlement } from './settlement.ts'
import { splitByWeights } from './split-by-weights.ts'

/** What an agreement costs, in integer fen; `policy.not-understood` when it cannot be read in full. */
export const priceOfAgreement = (policy: Agreement): number =>
  priceFenOf(orFail(understandPolicy(policy)))

export interface SettleRun {
  /** Who settles: the consumer, or the operator for it. */
  readonly participantId: Did
  readonly runId: string
  /** The price of all agreements together, in integer fen. */
  readonly totalFen: number
  readonly parts: readonly {
    readonly ownerId: Did
    readonly agreementId: string
    readonly rows: number
  }[]
}

/**
 * Splits a run's price by rows trained on and stores the one settlement of the run with its log record.
 * A run that was settled keeps its settlement, whatever is asked the second time.
 */
export function settleRun(
  deps: {
    readonly transactor: Transactor<Pick<ExchangeStores, 'settlements' | 'recordLog'>>
    readonly clock: Clock
  },
  command: SettleRun,
): Promise<Result<Settlement, DomainError>> {
  const { participantId, runId, totalFen, parts } = command
  return retryLostRaces(async () => {
    const fen = split(command)
    const shares = parts.map((part) => ({ ...part, amountFen: fen.get(part.agreementId) ?? 0 }))
    const hash = await digestOf(shares)
    return deps.transactor.run(async ({ settlements, recordLog }) => {
      const earlier = await settlements.get(participantId, runId)
      if (earlier) return earlier
      const settledAt = deps.clock.now().toISOString()
      const settlement = orFail(
        await settlements.insert({
          ...{ participantId, id: runId, version: 0, totalFen, shares, settledAt },
        }),
      )
      await recordLog.append({
        ...{ participantId, type: 'settlement.made', actor: participantId, subject: runId },
        at: settledAt,
        facts: { totalFen: String(totalFen), owners: String(parts.length), sharesHash: hash },
      })
      return settlement
    })
  })
}

function split({ totalFen, parts }: SettleRun): ReadonlyMap<string, number> {
  try {
    const weighted = parts.map(({ agreementId, rows }) => ({ id: agreementId, weight: rows }))
    return splitByWeights(totalFen, weighted)
  } catch (error) {
    throw new DomainFailure(domainError('input.invalid', (error as RangeError).message))
  }
}
