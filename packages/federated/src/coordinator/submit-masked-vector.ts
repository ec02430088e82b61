import {
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  type RunId,
} from '@lianshu/kernel'
import { stepKinds, vectorStatementSchema } from '@lianshu/protocol/rounds'
import { advanceRun } from './advance-run.ts'
import { attemptDue } from './current-attempt.ts'
import { digestOf, vectorPrefix } from './object-keys.ts'
import type { CoordinatorDeps } from './ports.ts'
import { recordInput, wasTaken } from './record-input.ts'
import { vectorLength } from './steps.ts'

/**
 * Takes a masked vector (little-endian u64) with its signed statement. `input.invalid` for a malformed
 * statement, a wrong size or another content than stated; `auth.invalid` for a bad signature; `round.late`
 * and `round.mismatch` as attemptDue says. The same vector again is taken as heard, also late. The bytes are
 * stored before the row that names them.
 */
export async function submitMaskedVector(
  deps: CoordinatorDeps,
  command: {
    readonly runId: RunId
    readonly sender: Did
    /** VectorStatement as compact JWS. */
    readonly statement: string
    readonly body: Uint8Array
  },
): Promise<Result<void, DomainError>> {
  const { runId, sender, statement, body } = command
  const signed = await deps.verify(sender, statement)
  if (!signed.ok) return signed
  const parsed = vectorStatementSchema.safeParse(signed.value)
  if (!parsed.success) return err(domainError('input.invalid', 'the statement is malformed'))
  const { type, agreementId, sender: signer, sha256, rows, ...binding } = parsed.data
  if (signer !== sender)
    return err(domainError('auth.invalid', 'the statement names another sender'))

  const due = { runId, sender, agreementId, binding, phase: 'MASKED_INPUT' } as const
  const vector = { sha256, bytes: body.byteLength, rows }
  if (await wasTaken(deps, due, { jws: statement, vector })) return ok(undefined)
  const found = await attemptDue(deps, due)
  if (!found.ok) return found
  const { run, attempt } = found.value
  const size = vectorLength(run, attempt.step) * 8
  if (body.byteLength !== size) {
    return err(
      domainError('input.invalid', `a vector of ${size} bytes was due, not ${body.byteLength}`),
    )
  }
  if (digestOf(body) !== sha256) {
    return err(domainError('input.invalid', 'the vector is not the one that the statement names'))
  }
  if (rows > run.plan.secureAggregation.maximumRows) {
    return err(
      domainError('plan.limit', 'more rows are stated than the plan allows', { at: 'rows' }),
    )
  }
  await deps.objects.put(`${vectorPrefix(run.id, attempt.id)}${sha256}`, body)
  const recorded = await recordInput(deps, due, { jws: statement, vector })
  if (recorded.ok) await advanceRun(deps, runId)
  return recorded.ok ? ok(undefined) : recorded
}

/**
 * The most bytes that a masked vector of the run has in any step, for limits while a body arrives; of any
 * step, because a vector whose answer was lost may come again when the next step is under way. 0 when the
 * run has not started.
 */
export async function vectorBytesDue(
  deps: Pick<CoordinatorDeps, 'coordinatorId' | 'stores'>,
  runId: RunId,
): Promise<number> {
  const run = await deps.stores.runs.get(deps.coordinatorId, runId)
  return run?.current ? Math.max(...stepKinds.map((step) => vectorLength(run, step))) * 8 : 0
}
