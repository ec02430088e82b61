import { canonicalJson, type DomainError, ok, type Result, readAll, unwrap } from '@lianshu/kernel'
import type { RoundReceipt } from '@lianshu/protocol/rounds'
import { decodeFixedPoint } from '../secure-aggregation/fixed-point.ts'
import { addVector, vectorFromBytes } from '../secure-aggregation/ring-vector.ts'
import { abandonAttempt, beginAttempt, type Deciding } from './attempts.ts'
import { commit, stored } from './commit.ts'
import { currentAttempt } from './current-attempt.ts'
import { memberOf } from './find-run.ts'
import { digestOf, vectorPrefix } from './object-keys.ts'
import type { CoordinatorDeps } from './ports.ts'
import { attemptMachine } from './round-machine.ts'
import { outcomeOfSum, type RoundOutcome } from './round-outcome.ts'
import { type Attempt, bindingOf, type PhaseInput, type Run } from './run.ts'
import type { RunEvent } from './run-events.ts'
import { runMachine } from './run-machine.ts'
import { nextStep, vectorLength } from './steps.ts'

/**
 * Sums a complete set of masked vectors and moves the run on. The sum is computed outside the transaction
 * and is the same whoever computes it; the transaction takes it only while the attempt is still waiting,
 * so a second process that did the same work changes nothing.
 */
export async function aggregateAttempt(
  deps: CoordinatorDeps,
  run: Run,
  attempt: Attempt,
): Promise<RunEvent[]> {
  const inputs = await deps.stores.inputs.find(deps.coordinatorId, {
    attemptId: attempt.id,
    phase: 'MASKED_INPUT',
  })
  const sum = await sumVectors(deps, run, attempt, inputs)
  if (sum === undefined) return whenVectorsAreGone(deps, attempt)
  const statedRows = inputs.reduce((rows, input) => rows + (input.vector?.rows ?? 0), 0)
  const outcome = await outcomeOfSum(deps, run, attempt.step, sum, statedRows)
  const receipt = outcome && receiptOf(deps, run, attempt, inputs, outcome)
  const jws = receipt && (await deps.signer.sign(receipt))

  const committed = await commit<RunEvent[]>(deps, async (stores) => {
    const deciding = { ...deps, stores }
    const freshRun = await stores.runs.get(deps.coordinatorId, run.id)
    if (!freshRun || runMachine.isTerminal(freshRun.state)) return ok([])
    const fresh = await currentAttempt(deciding, freshRun)
    if (fresh?.id !== attempt.id || fresh.state !== 'MASKED_INPUT') return ok([])
    return receipt && jws !== undefined
      ? moveOn(deciding, freshRun, fresh, outcome, receipt, jws)
      : abandonAttempt(deciding, freshRun, fresh, 'undecodable')
  })
  return unwrap(committed)
}

/** Whoever summed first removes the vectors; it is a loss only when nobody did. */
async function whenVectorsAreGone(deps: CoordinatorDeps, attempt: Attempt): Promise<RunEvent[]> {
  const now = await deps.stores.attempts.get(deps.coordinatorId, attempt.id)
  if (now?.state === 'MASKED_INPUT') {
    throw new Error(`a stored vector of attempt ${attempt.id} is gone`)
  }
  return []
}

/** The decoded sum; undefined when a vector is no longer there. */
async function sumVectors(
  deps: CoordinatorDeps,
  run: Run,
  attempt: Attempt,
  inputs: readonly PhaseInput[],
): Promise<Float64Array | undefined> {
  const length = vectorLength(run, attempt.step)
  const sum = new BigUint64Array(length)
  for (const { vector } of inputs) {
    const object = await deps.objects.get(`${vectorPrefix(run.id, attempt.id)}${vector?.sha256}`)
    if (!object) return undefined
    addVector(sum, unwrap(vectorFromBytes(await readAll(object), length)))
  }
  return decodeFixedPoint(sum, run.plan.secureAggregation.fractionBits)
}

async function moveOn(
  deps: Deciding,
  run: Run,
  attempt: Attempt,
  outcome: RoundOutcome,
  receipt: RoundReceipt,
  jws: string,
): Promise<Result<RunEvent[], DomainError>> {
  const closed = attemptMachine.next(attempt.state, 'vectorsComplete', 'coordinator')
  if (!closed.ok) return closed
  const next = nextStep(run.plan.rounds, attempt)
  const event =
    attempt.step === 'statistics'
      ? 'statisticsDone'
      : attempt.step === 'evaluate'
        ? 'evaluationDone'
        : next?.step === 'evaluate'
          ? 'trainingDone'
          : 'roundDone'
  const state = runMachine.next(run.state, event, 'coordinator')
  if (!state.ok) return state
  const { stores, coordinatorId } = deps
  const moved: Run = { ...run, ...outcome.changes, state: state.value }
  stored(await stores.attempts.update({ ...attempt, state: closed.value }))
  stored(
    await stores.receipts.insert({
      participantId: coordinatorId,
      id: `${run.id}/${attempt.step}/${attempt.round}`,
      version: 0,
      runId: run.id,
      receipt,
      jws,
    }),
  )
  await stores.records.append({
    participantId: coordinatorId,
    type: 'round.aggregated',
    actor: coordinatorId,
    subject: run.id,
    at: receipt.at,
    facts: receiptFacts(receipt),
  })
  const { step, round } = attempt
  const done: RunEvent = {
    runId: run.id,
    at: receipt.at,
    kind: 'round',
    state: state.value,
    step,
    round,
    attempt: attempt.attempt,
    participants: receipt.participants.length,
    rows: outcome.rows,
    meanLoss: outcome.meanLoss,
  }
  if (next) {
    const begun = await beginAttempt(deps, moved, { ...next, attempt: 1 })
    return begun.ok ? ok([done, ...begun.value]) : begun
  }
  stored(await stores.runs.update(moved))
  await stores.records.append({
    participantId: coordinatorId,
    type: 'run.completed',
    actor: coordinatorId,
    subject: run.id,
    at: receipt.at,
    facts: { planHash: run.planHash, model: run.model?.sha256 ?? '' },
  })
  return ok([done, { runId: run.id, at: receipt.at, kind: 'ended', state: state.value }])
}

function receiptOf(
  deps: CoordinatorDeps,
  run: Run,
  attempt: Attempt,
  inputs: readonly PhaseInput[],
  outcome: RoundOutcome,
): RoundReceipt {
  const participants = inputs.map(({ sender, jws, vector }) => ({
    sender,
    agreementId: memberOf(run, sender)?.agreementId ?? '',
    rows: vector?.rows ?? 0,
    bytes: vector?.bytes ?? 0,
    statementSha256: digestOf(jws),
  }))
  return {
    type: 'RoundReceipt',
    ...bindingOf(run, attempt),
    coordinator: deps.coordinatorId,
    at: deps.clock.now().toISOString(),
    participants: participants.toSorted((a, b) => (a.sender < b.sender ? -1 : 1)),
    modelBefore: run.model?.sha256,
    modelAfter: outcome.changes.model?.sha256,
    rows: outcome.rows,
    meanLoss: outcome.meanLoss,
  }
}

const receiptFacts = (receipt: RoundReceipt): Record<string, string> => ({
  step: receipt.step,
  round: String(receipt.round),
  attempt: String(receipt.attempt),
  planHash: receipt.planHash,
  participants: String(receipt.participants.length),
  rows: String(receipt.rows),
  receipt: digestOf(canonicalJson(receipt)),
  ...(receipt.modelBefore && { modelBefore: receipt.modelBefore }),
  ...(receipt.modelAfter && { modelAfter: receipt.modelAfter }),
})
