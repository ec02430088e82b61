import { type SettleRun, settleRun } from '@lianshu/exchange'
import type { StoredReceipt } from '@lianshu/federated'
import { findAll } from '@lianshu/kernel'
import type { Broker } from '../broker.ts'

/** Settles every completed run that has no settlement yet; safe to call at any time. */
export async function settleCompleted(broker: Broker): Promise<void> {
  const { did, coordinator, records, settling } = broker
  for await (const run of findAll(coordinator.stores.runs, did, { state: 'COMPLETED' })) {
    if (await records.settlements.get(did, run.id)) continue
    const terms = await records.runTerms.get(did, run.id)
    if (!terms) continue
    const receipts = await Array.fromAsync(
      findAll(coordinator.stores.receipts, did, { runId: run.id }),
    )
    const rows = rowsTrainedOn(receipts)
    const paid = terms.parts.filter(({ ownerId }) => (rows.get(ownerId) ?? 0) > 0)
    const command: SettleRun = {
      ...{ participantId: did, runId: run.id },
      totalFen: paid.reduce((sum, { priceFen }) => sum + priceFen, 0),
      parts: paid.map(({ ownerId, agreementId }) => ({
        ...{ ownerId, agreementId, rows: rows.get(ownerId) ?? 0 },
      })),
    }
    const settled = await settleRun(settling, command)
    if (!settled.ok)
      broker.node.logger.error('a run was not settled', { runId: run.id, code: settled.error.code })
  }
}

/** Rows per owner, summed over the rounds of training, as the owners stated and signed them. */
function rowsTrainedOn(receipts: readonly StoredReceipt[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>()
  const training = receipts.filter(({ receipt }) => receipt.step === 'train')
  for (const { sender, rows: used } of training.flatMap(({ receipt }) => receipt.participants)) {
    rows.set(sender, (rows.get(sender) ?? 0) + used)
  }
  return rows
}
