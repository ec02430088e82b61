import {
  type Clock,
  type Did,
  type DomainError,
  DomainFailure,
  ok,
  type RecordLog,
  type Result,
  type Transactor,
  type VersionedStore,
  type Words,
} from '@lianshu/kernel'
import type { MemberRole } from '@lianshu/protocol/dcp'
import type { Member } from './member.ts'
import { type MemberState, memberMachine } from './member-machine.ts'

/** The operator's register; a change and its log record commit together. */
export interface MembershipStores {
  readonly members: VersionedStore<Member>
  readonly recordLog: RecordLog
}

export interface MembershipDeps {
  readonly operator: Did
  readonly register: Transactor<MembershipStores>
  readonly clock: Clock
}

export interface Application {
  readonly applicant: Did
  readonly slug: string
  readonly name: Words
  readonly roles: readonly MemberRole[]
  readonly protocolUrl: string
}

/**
 * Enters an application into the register. An applicant whose standing needs no application (it waits,
 * or is a member) gets its entry back with name and address brought up to date; `state.illegal` for one
 * whose membership was suspended or revoked.
 */
export async function applyForMembership(
  deps: MembershipDeps,
  { applicant, ...details }: Application,
): Promise<Result<Member, DomainError>> {
  const { operator, clock } = deps
  return deps.register.run(async ({ members, recordLog }) => {
    const known = await members.get(operator, applicant)
    const standing: MemberState | undefined = known?.state
    if (known && (standing === 'APPLIED' || standing === 'ADMITTED')) {
      // Roles and slug are what the operator decided on: saying them anew changes nothing.
      const { name, protocolUrl } = details
      return members.update({ ...known, name, protocolUrl })
    }
    const next = known ? memberMachine.next(known.state, 'apply', 'member') : ok('APPLIED' as const)
    if (!next.ok) return next
    const at = clock.now().toISOString()
    const entry: Member = {
      ...details,
      ...{ participantId: operator, id: applicant, version: known?.version ?? 0 },
      ...{ state: next.value, appliedAt: at },
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
