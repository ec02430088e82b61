import { domainError, err, ok } from '@lianshu/kernel'
import { memberEventWords, memberStateWords } from '@lianshu/trust'
import type { Command } from '../command.ts'
import { askOperator } from '../outgoing/ask.ts'
import { memberTold } from '../outgoing/told.ts'
import { plain } from '../output/plain.ts'

const decisions = ['admit', 'reject', 'suspend', 'reinstate', 'revoke'] as const

export const decideOnMember: Command = {
  name: 'members decide',
  takes: `DID ${decisions.join('|')}`,
  arity: [2, 2],
  words: {
    zh: '对一个申请或成员作出决定（运营方）；驳回、暂停、撤销须有理由',
    en: 'decide on an application or a member (operator); whatever is against it needs a reason',
  },
  options: ['broker', 'key', 'reason', 'json'],
  async run(call) {
    const { world, json, locale, options, positionals } = call
    const [did = '', wanted] = positionals
    const decision = decisions.find((known) => known === wanted)
    if (!decision) {
      return err(domainError('input.invalid', `a decision is one of ${decisions.join(', ')}`))
    }
    const path = `/members/${encodeURIComponent(did)}/decision`
    const body = { decision, reason: options.reason }
    const answer = await askOperator(call, { method: 'POST', path, body }, memberTold)
    if (!answer.ok) return answer
    const { name, state } = answer.value.value
    const told = `${plain(name[locale], 40)}: ${memberEventWords[decision][locale]} → ${memberStateWords[state][locale]}`
    world.print(json ? JSON.stringify(answer.value.body) : told)
    return ok(0)
  },
}
