import type { MemberState } from '../membership/member-machine.ts'
import type { IssuanceDecision, IssuancePolicy } from './ports.ts'

/** Why those who are no members get nothing. Phrases of our own: they travel to the holder. */
const rejections: Readonly<Partial<Record<MemberState, string>>> = {
  REJECTED: 'the application was rejected',
  SUSPENDED: 'the membership is suspended',
  REVOKED: 'the membership was revoked',
  LEFT: 'the member has left',
}

/** Credentials are for admitted members; who applied waits for the operator, who did not is a stranger. */
export const issueToMembers: IssuancePolicy = async ({ members }, { issuer, holder }) => {
  const member = await members.get(issuer, holder)
  if (!member) return { kind: 'stranger' }
  const { state, name, roles, number } = member
  if (state === 'ADMITTED') return { kind: 'issue', facts: { name, roles, number }, member }
  const reason = rejections[state]
  return reason ? ({ kind: 'reject', reason } satisfies IssuanceDecision) : { kind: 'wait' }
}
