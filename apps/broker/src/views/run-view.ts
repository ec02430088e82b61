import type { Run, StoredReceipt } from '@lianshu/federated'
import { findAll, type Words } from '@lianshu/kernel'
import type { Broker } from '../broker.ts'
import { purposeWords } from './purpose-words.ts'

/** A run as everybody may see it: plan, sums, hashes and states; never one owner's numbers but its bytes and rows. */
export async function runView(broker: Broker, run: Run) {
  const { did, coordinator, records, members } = broker
  const [receipts, terms, settlement, register] = await Promise.all([
    Array.fromAsync(findAll(coordinator.stores.receipts, did, { runId: run.id })),
    records.runTerms.get(did, run.id),
    records.settlements.get(did, run.id),
    Array.fromAsync(findAll(members, did, {})),
  ])
  const names = new Map<string, Words>(register.map(({ id, name }) => [id, name]))
  const nameOf = (member: string): Words => names.get(member) ?? { zh: member, en: member }
  const history = roundsOf(run, receipts)
  return {
    ...{ id: run.id, state: run.state, plan: run.plan, planHash: run.planHash },
    ...{ task: run.plan.task, target: run.plan.target.column, demandId: terms?.demandId },
    initiator: { did: run.initiator, name: nameOf(run.initiator) },
    purpose: purposeWords(run.plan.purpose),
    // The evaluation counts as one more round on the wire, but it trains nothing.
    round:
      run.current?.step === 'train'
        ? run.current.round
        : Math.max(
            0,
            ...history.filter(({ phase }) => phase === 'train').map(({ round }) => round),
          ),
    rounds: run.plan.rounds,
    participants: run.invited.map(({ participantId, agreementId }) => ({
      ...{ did: participantId, name: nameOf(participantId), agreementId },
      state:
        run.members.find((member) => member.participantId === participantId)?.state ??
        ('invited' as const),
      bytesOut: bytesOf(receipts, participantId),
    })),
    history,
    evaluation: run.metrics && { metrics: run.metrics },
    settlement: settlement && {
      totalFen: settlement.totalFen,
      shares: settlement.shares.map(({ ownerId, rows, amountFen }) => ({
        ...{ did: ownerId, name: nameOf(ownerId), rows, fen: amountFen },
      })),
    },
    model: run.model,
    sentence: run.sentence,
    startedAt: run.createdAt,
    endedAt: run.state === 'COMPLETED' ? receipts.at(-1)?.receipt.at : undefined,
  }
}

function roundsOf(run: Run, receipts: readonly StoredReceipt[]) {
  let previous = new Date(run.createdAt).getTime()
  return receipts.map(({ receipt }) => {
    const at = new Date(receipt.at).getTime()
    const seconds = (at - previous) / 1000
    previous = at
    return {
      ...{ round: receipt.round, phase: receipt.step, attempt: receipt.attempt, at: receipt.at },
      ...{
        loss: receipt.meanLoss,
        rows: receipt.rows,
        cohort: receipt.participants.length,
        seconds,
      },
      modelSha256: receipt.modelAfter,
      bytes: receipt.participants.reduce((sum, participant) => sum + participant.bytes, 0),
    }
  })
}

const bytesOf = (receipts: readonly StoredReceipt[], sender: string): number =>
  receipts
    .flatMap(({ receipt }) => receipt.participants)
    .filter((participant) => participant.sender === sender)
    .reduce((sum, participant) => sum + participant.bytes, 0)
