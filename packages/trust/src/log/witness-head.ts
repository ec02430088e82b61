import {
  type Clock,
  canonicalJson,
  type DomainError,
  domainError,
  err,
  fromHex,
  ok,
  type Result,
} from '@lianshu/kernel'
import type { DidResolver } from '../did/did-resolver.ts'
import { activeKey, type ParticipantKeys } from '../keys/participant-keys.ts'
import { signDetachedJson } from '../sign/sign-json.ts'
import { verifyDetachedJson } from '../sign/verify-json.ts'
import { logHeadSchema } from '../verify/log-schemas.ts'
import type { Cosignature, LogHead, SignedHead, WitnessStatement } from '../verify/log-shapes.ts'
import { verifyConsistency } from '../verify/merkle-proof.ts'
import type { WitnessStore } from './ports.ts'

export interface WitnessHeadDeps {
  readonly witnessed: WitnessStore
  readonly resolver: DidResolver
  /** The witness's keys. */
  readonly keys: ParticipantKeys
  readonly clock: Clock
}

export interface WitnessHead {
  readonly signed: SignedHead
  /** From the head that this witness saw last; empty for the first one. Hexadecimal. */
  readonly consistencyProof: readonly string[]
}

/**
 * Cosigns another node's head when it continues the last one seen from there, and remembers it first,
 * so that two histories can never both be cosigned. `log.broken`: the origin changed or dropped
 * records. `conflict.stale`: the head is older than the one seen last; `details.size` says which.
 */
export async function witnessHead(
  deps: WitnessHeadDeps,
  { signed, consistencyProof }: WitnessHead,
): Promise<Result<Cosignature, DomainError>> {
  const parsed = logHeadSchema.safeParse(signed.head)
  if (!parsed.success) return err(domainError('input.invalid', 'not the head of a log'))
  const head: LogHead = parsed.data
  const signature = await verifyDetachedJson(deps.resolver, signed.jws, head)
  if (!signature.ok) return signature
  if (signature.value.signer !== head.origin) {
    return err(domainError('auth.invalid', `the head of ${head.origin} is not signed by it`))
  }
  const witness = deps.keys.did
  const last = await deps.witnessed.lastSeen(witness, head.origin)
  const continues = await checkContinues(last, head, consistencyProof)
  if (!continues.ok) return continues
  if (last === undefined || canonicalJson(last) !== canonicalJson(head)) {
    const remembered = await deps.witnessed.remember(witness, last, head)
    if (!remembered.ok) return remembered
  }
  const statement: WitnessStatement = { witness, head, time: deps.clock.now().toISOString() }
  return ok({ statement, jws: await signDetachedJson(activeKey(deps.keys), statement) })
}

async function checkContinues(
  last: LogHead | undefined,
  head: LogHead,
  proof: readonly string[],
): Promise<Result<void, DomainError>> {
  if (last === undefined) return ok(undefined)
  const { origin } = head
  if (head.size < last.size) {
    const message = `${origin}: size ${last.size} was seen before size ${head.size}`
    return err(domainError('conflict.stale', message, { details: { size: last.size } }))
  }
  const hashes = proof.filter((hash) => /^[0-9a-f]{64}$/.test(hash)).map(fromHex)
  const isConsistent =
    hashes.length === proof.length &&
    (last.size === 0 ||
      (await verifyConsistency({
        oldSize: last.size,
        newSize: head.size,
        oldRoot: fromHex(last.root),
        newRoot: fromHex(head.root),
        proof: hashes,
      })))
  if (isConsistent) return ok(undefined)
  const message = `the head of ${origin} at ${head.size} does not continue the one at ${last.size}`
  return err(domainError('log.broken', message, { details: { size: last.size } }))
}
