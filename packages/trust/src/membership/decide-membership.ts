import {
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  err,
  type Result,
} from '@lianshu/kernel'
import { changeStanding } from '../issuing/issued-credential.ts'
import type { Member } from './member.ts'
import { memberMachine } from './member-machine.ts'
import type { MembershipDeps } from './ports.ts'

export type MembershipDecision = 'admit' | 'reject' | 'suspend' | 'reinstate' | 'revoke'

export interface DecideMembership {
  readonly member: Did
  readonly decision: MembershipDecision
  /** The operator's words; decisions against somebody must have some. */
  readonly reason?: string
}

interface Rule {
  /** The type of its log record. */
  readonly record: string
  readonly needsReason: boolean
  /** What it does to the credentials that the member holds. */
  readonly credentials?: 'suspend' | 'reinstate' | 'revoke'
}

/** What each decision is in the log, asks of the operator, and does to the member's credentials. */
const rules: Readonly<Record<MembershipDecision, Rule>> = {
  admit: { record: 'member.admitted', needsReason: false },
  reject: { record: 'member.rejected', needsReason: true },
  suspend: { record: 'member.suspended', needsReason: true, credentials: 'suspend' },
  reinstate: { record: 'member.reinstated', needsReason: false, credentials: 'reinstate' },
  revoke: { record: 'member.revoked', needsReason: true, credentials: 'revoke' },
}

/**
 * The operator decides on a member. Standing, the status bits of the member's credentials, history and
 * log record commit together. `input.invalid` without the reason that a decision needs, `not-found`, or
 * `state.illegal` when the standing does not allow it.
 */
export async function decideMembership(
  deps: MembershipDeps,
  { member: did, decision, reason }: DecideMembership,
): Promise<Result<Member, DomainError>> {
  const { operator, clock } = deps
  const { record, needsReason, credentials } = rules[decision]
  if (needsReason && !reason?.trim()) {
    const message = `say why: the register keeps the reason to ${decision}`
    return err(domainError('input.invalid', message, { at: 'reason' }))
  }
  return deps.register.run(async ({ members, issued, recordLog }) => {
    const known = await members.get(operator, did)
    if (!known) return err(domainError('not-found', `${did} has not applied here`))
    const next = memberMachine.next(known.state, decision, 'operator')
    if (!next.ok) return next
    const at = clock.now().toISOString()
    const step = { event: decision, state: next.value, at, ...(reason && { reason }) }
    const history = [...known.history, step]
    const saved = await members.update({ ...known, state: next.value, history })
    if (!saved.ok) throw new DomainFailure(saved.error)
    if (credentials) await changeStanding(issued, operator, { holder: did, event: credentials })
    await recordLog.append({
      ...{ participantId: operator, type: record, actor: operator, subject: did, at },
    })
    return saved
  })
}
