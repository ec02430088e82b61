import {
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  err,
  type Result,
} from '@lianshu/kernel'
import type { MembershipDeps } from './apply-for-membership.ts'
import type { Member } from './member.ts'
import { memberMachine } from './member-machine.ts'

export type MembershipDecision = 'admit' | 'reject' | 'suspend' | 'reinstate' | 'revoke'

const recordTypes = {
  admit: 'member.admitted',
  reject: 'member.rejected',
  suspend: 'member.suspended',
  reinstate: 'member.reinstated',
  revoke: 'member.revoked',
} as const satisfies Record<MembershipDecision, string>

/** The operator decides on a member; `not-found`, or `state.illegal` when the standing does not allow it. */
export async function decideMembership(
  deps: MembershipDeps,
  { member: did, decision }: { readonly member: Did; readonly decision: MembershipDecision },
): Promise<Result<Member, DomainError>> {
  const { operator, clock } = deps
  return deps.register.run(async ({ members, recordLog }) => {
    const known = await members.get(operator, did)
    if (!known) return err(domainError('not-found', `${did} has not applied here`))
    const next = memberMachine.next(known.state, decision, 'operator')
    if (!next.ok) return next
    const saved = await members.update({ ...known, state: next.value })
    if (!saved.ok) throw new DomainFailure(saved.error)
    const at = clock.now().toISOString()
    const type = recordTypes[decision]
    await recordLog.append({ participantId: operator, type, actor: operator, subject: did, at })
    return saved
  })
}
