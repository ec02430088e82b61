import {
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  type RunId,
} from '@lianshu/kernel'
import { advertiseRequestSchema, keyAdvertisementSchema } from '@lianshu/protocol/rounds'
import { advanceRun } from './advance-run.ts'
import type { CoordinatorDeps } from './ports.ts'
import { recordInput } from './record-input.ts'

/**
 * Takes a participant's ephemeral public key for the attempt under way. `input.invalid`, `auth.invalid`
 * for a bad signature, and what attemptDue and recordInput refuse.
 */
export async function advertiseKey(
  deps: CoordinatorDeps,
  command: { readonly runId: RunId; readonly sender: Did; readonly request: unknown },
): Promise<Result<void, DomainError>> {
  const { runId, sender } = command
  const request = advertiseRequestSchema.safeParse(command.request)
  if (!request.success) return err(domainError('input.invalid', 'the advertisement is malformed'))
  const jws = request.data.advertisement
  const signed = await deps.verify(sender, jws)
  if (!signed.ok) return signed
  const parsed = keyAdvertisementSchema.safeParse(signed.value)
  if (!parsed.success) return err(domainError('input.invalid', 'the advertisement is malformed'))
  const { type, agreementId, sender: signer, publicKey, ...binding } = parsed.data
  if (signer !== sender) {
    return err(domainError('auth.invalid', 'the advertisement names another sender'))
  }
  const recorded = await recordInput(
    deps,
    { runId, sender, agreementId, binding, phase: 'ADVERTISING' },
    { jws },
  )
  if (recorded.ok) await advanceRun(deps, runId)
  return recorded.ok ? ok(undefined) : recorded
}
