import type { DutyState } from '../evaluate/report.ts'
import type { UseRequest, WorldState } from '../evaluate/situation.ts'

/** What a case asks for beside the usual request. */
export type Asked = Partial<UseRequest>

/** One policy and what it comes to in some situations; to be read by people. */
export interface CaseTable {
  readonly title: string
  /** The rules of a Set, in JSON-LD. */
  readonly policy: object
  /** What happens | what is asked | what is so | the answer | the rule that gave it. */
  readonly rows: readonly (readonly [
    string,
    Asked,
    WorldState,
    (
      | 'permit'
      | 'deny'
      | 'policy.purpose'
      | 'policy.used-up'
      | 'policy.agreement-ended'
      | 'policy.no-agreement'
    ),
    string,
  ])[]
}

/** One policy and how one of its duties, or what breaks a prohibition of it, stands. */
export interface DutyTable {
  readonly title: string
  readonly policy: object
  /** What happens | what is asked | what is so | state of the first duty | `none`, `violated`, `remedied`. */
  readonly rows: readonly (readonly [string, Asked, WorldState, DutyState, string?])[]
}

export const usual: UseRequest = {
  action: 'train',
  purpose: 'tool-wear',
  delivery: 'federated',
  assignee: 'did:web:trainer.example',
  target: 'urn:uuid:milling',
  at: '2026-12-01T08:00:00Z',
}

/** A constraint in one line. */
export const when = (leftOperand: string, operator: string, rightOperand: unknown) => ({
  leftOperand,
  operator,
  rightOperand,
})
export const lianshu = (name: string) => `https://w3id.org/lianshu/ns/1/${name}`
export const train = lianshu('train')
export const until = (text: string) => when('dateTime', 'lteq', text)
