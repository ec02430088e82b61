import { domainError, err, ok } from '@lianshu/kernel'
import { evaluate, type UseRequest } from '@lianshu/policy'
import { actions, explainDecision } from '@lianshu/policy/authoring'
import { type DeliveryMode, deliveries } from '@lianshu/protocol/odrl'
import type { Call, Command } from '../command.ts'
import { plain } from '../output/plain.ts'
import { readPolicyFile } from '../policy-file.ts'

export const askPolicy: Command = {
  name: 'policy ask',
  takes: 'FILE',
  arity: [1, 1],
  words: {
    zh: '试问一次使用会被允许还是拒绝，以及由哪条规则决定；被拒绝时退出码为 1',
    en: 'ask whether a use would be permitted, and which rule decides; a refusal ends with 1',
  },
  options: [
    'action',
    'as',
    'data',
    'purpose',
    'delivery',
    'cohort',
    'rounds',
    'used',
    'at',
    'json',
  ],
  async run(call) {
    const { world, json, locale, options, positionals } = call
    const policy = await readPolicyFile(positionals[0]!)
    if (!policy.ok) return policy
    const { action = 'train', delivery } = options
    if (!Object.hasOwn(actions, action)) {
      return invalid(`--action is one of ${Object.keys(actions).join(', ')}`)
    }
    if (delivery !== undefined && !deliveries.some((known) => known === delivery)) {
      return invalid(`--delivery is one of ${deliveries.join(', ')}`)
    }
    const wrong = (['cohort', 'rounds', 'used'] as const).find(
      (name) => options[name] !== undefined && !/^\d{1,9}$/.test(options[name]),
    )
    if (wrong !== undefined) return invalid(`--${wrong} is a whole number`)
    // Who does not say whom or what it is about means those that the policy names.
    const { assignee, target } = policy.value
    const named = {
      assignee: options.as ?? assignee?.id ?? '',
      target: options.data ?? target?.id ?? '',
    }
    const used = countOf(options.used) ?? 0
    const report = evaluate(
      policy.value,
      { ...requestOf(call, action), ...named },
      {
        used: { rounds: used, count: used },
      },
    )
    const explanation = explainDecision(policy.value, report, locale)
    const isPermitted = report.decision.decision === 'permit'
    if (json) world.print(JSON.stringify({ ...report.decision, ...explanation }))
    else {
      world.print(`${isPermitted ? '✓' : '✗'} ${plain(explanation.because, 1000)}`)
      for (const line of explanation.rules) world.print(`    ${plain(line, 1000)}`)
    }
    return ok(isPermitted ? 0 : 1)
  },
}

function requestOf({ options }: Call, action: string): Omit<UseRequest, 'assignee' | 'target'> {
  const { purpose, delivery, cohort, rounds, at } = options
  return {
    ...{ action, purpose, delivery: delivery as DeliveryMode | undefined },
    ...{ cohort: countOf(cohort), rounds: countOf(rounds) },
    at: at ?? new Date().toISOString(),
  }
}

const countOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text)

const invalid = (message: string) => err(domainError('input.invalid', message))
