import { activeInSuite, type PolicyReport, type RuleReport } from '@lianshu/policy'
import { z } from 'zod'

const name = z.string().regex(/^[\w.-]{1,200}$/)

/** The index of a folder of cases: the input files of each, and the states of rules that are right. */
export const indexSchema = z.array(
  z.object({
    file: z.string(),
    policy: name,
    request: name,
    sotw: name,
    expected: z.array(
      z.object({
        type: z.string(),
        attemptState: z.string(),
        activationState: z.string(),
        rule: z.string(),
        premises: z.array(z.array(z.string())),
      }),
    ),
  }),
)
export type Case = z.infer<typeof indexSchema>[number]

export interface Verdict {
  readonly ruleActivation: boolean
  readonly constraint: boolean
  /** Both answers, for a person who wants to know what is wrong. */
  readonly says: string
}

/** Holds a report against the known answer, first the activation of each rule, then every premise. */
export function judgeCase({ expected }: Case, report: PolicyReport): Verdict {
  const actual = report.rules.map(suiteReport)
  const activation = (rules: readonly SuiteReport[]) =>
    rules
      .map(({ premises: _, ...rule }) => canonical(rule))
      .toSorted()
      .join()
  const everything = (rules: readonly SuiteReport[]) =>
    rules
      .map((rule) =>
        canonical({ ...rule, premises: rule.premises.map((each) => each.join()).toSorted() }),
      )
      .toSorted()
      .join()
  const known: SuiteReport[] = expected.map(
    ({ type, attemptState, activationState, rule, premises }) => ({
      ...{ type, attemptState, activationState, rule, premises },
    }),
  )
  const ruleActivation = activation(actual) === activation(known)
  // Where the suite itself lost the ids of its premises there is nothing to compare them with.
  const isUnresolved = JSON.stringify(expected).includes('UNRESOLVED')
  return {
    ruleActivation,
    constraint: ruleActivation && (isUnresolved || everything(actual) === everything(known)),
    says: `answered ${everything(actual)}, known ${everything(known)}`,
  }
}

type SuiteReport = Omit<Case['expected'][number], never>

const canonical = (value: object): string => JSON.stringify(value, Object.keys(value).toSorted())

const satisfied = (truth: string) => (truth === 'yes' ? 'Satisfied' : 'Unsatisfied')

/** A rule's report in the words of the suite, which knows no premise of a rule but what it names. */
function suiteReport(report: RuleReport): SuiteReport {
  const { action, assignee, target } = report.premises
  const premises = [
    ['ActionReport', action],
    ['PartyReport', assignee],
    ['TargetReport', target],
    ...report.constraints.map(({ satisfaction }) => ['ConstraintReport', satisfaction]),
  ]
  return {
    type: report.kind === 'permission' ? 'PermissionReport' : 'ProhibitionReport',
    attemptState: 'Attempted',
    activationState: activeInSuite(report) ? 'Active' : 'Inactive',
    rule: report.uid ?? report.path,
    premises: premises.flatMap(([type, truth]) =>
      truth === undefined ? [] : [[type!, satisfied(truth)]],
    ),
  }
}
