import {
  type Did,
  type DomainError,
  DomainFailure,
  ok,
  type Result,
  type Words,
} from '@lianshu/kernel'
import type { MemberRole, OrganizationNumber } from '@lianshu/protocol/dcp'
import type { Member } from './member.ts'
import { type MemberState, memberMachine } from './member-machine.ts'
import { readOrganizationNumber } from './organization-number.ts'
import type { MembershipDeps } from './ports.ts'

export interface Application {
  readonly applicant: Did
  readonly slug: string
  readonly name: Words
  readonly roles: readonly MemberRole[]
  /** As somebody typed it; kept in its plain form. */
  readonly number: OrganizationNumber
  readonly protocolUrl: string
}

/**
 * Enters an application into the register. An applicant whose standing needs no application (it waits,
 * or is a member) gets its entry back with name and address brought up to date; `input.invalid` for a
 * number whose checksum does not hold, `state.illegal` for one whose membership was suspended or revoked.
 */
export async function applyForMembership(
  deps: MembershipDeps,
  { applicant, ...details }: Application,
): Promise<Result<Member, DomainError>> {
  const { operator, clock } = deps
  const number = readOrganizationNumber(details.number)
  if (!number.ok) return number
  return deps.register.run(async ({ members, recordLog }) => {
    const known = await members.get(operator, applicant)
    const standing: MemberState | undefined = known?.state
    if (known && (standing === 'APPLIED' || standing === 'ADMITTED')) {
      // Roles, slug and number are what the operator decides on: saying them anew changes nothing.
      const { name, protocolUrl } = details
      return members.update({ ...known, name, protocolUrl })
    }
    const next = known ? memberMachine.next(known.state, 'apply', 'member') : ok('APPLIED' as const)
    if (!next.ok) return next
    const at = clock.now().toISOString()
    const step = { event: 'apply', state: next.value, at } as const
    const entry: Member = {
      ...{ ...details, number: number.value },
      ...{ participantId: operator, id: applicant, version: known?.version ?? 0 },
      ...{ state: next.value, appliedAt: at, history: [...(known?.history ?? []), step] },
    }
    const saved = await (known ? members.update(entry) : members.insert(entry))
    if (!saved.ok) throw new DomainFailure(saved.error)
    await recordLog.append({
      ...{ participantId: operator, type: 'member.applied', actor: applicant, subject: applicant },
      at,
    })
    return saved
  })
}
