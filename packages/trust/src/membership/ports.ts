import type { Clock, Did, RecordLog, Transactor } from '@lianshu/kernel'
import type { IssuedCredentials } from '../issuing/issued-credential.ts'
import type { Members } from './member.ts'

/** What one step in a company's standing changes together: register, status of credentials, log. */
export interface MembershipStores {
  readonly members: Members
  readonly issued: Pick<IssuedCredentials, 'move'>
  readonly recordLog: RecordLog
}

export interface MembershipDeps {
  readonly operator: Did
  readonly register: Transactor<MembershipStores>
  readonly clock: Clock
}
