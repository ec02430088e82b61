import { domainError, err, ok } from '@lianshu/kernel'
import { memberMachine, memberStateWords } from '@lianshu/trust'
import type { Command } from '../command.ts'
import { askOperator } from '../outgoing/ask.ts'
import { membersTold } from '../outgoing/told.ts'
import { plain } from '../output/plain.ts'
import { table } from '../output/table.ts'

export const listMembers: Command = {
  name: 'members list',
  takes: '[WORDS]',
  arity: [0, 1],
  words: {
    zh: '列出申请与成员（运营方）；可按名称、代码或 DID 查找',
    en: 'list applications and members (operator), found by name, number or DID',
  },
  options: ['broker', 'key', 'state', 'json'],
  async run(call) {
    const { world, json, locale, options, positionals } = call
    const state = options.state?.toUpperCase()
    if (state !== undefined && !memberMachine.states.some((known) => known === state)) {
      const message = `--state is one of ${memberMachine.states.join(', ')}`
      return err(domainError('input.invalid', message))
    }
    const [text] = positionals
    const query = new URLSearchParams({
      limit: '200',
      ...(state && { state }),
      ...(text && { text }),
    })
    const answer = await askOperator(
      call,
      { method: 'GET', path: `/members?${query}` },
      membersTold,
    )
    if (!answer.ok) return answer
    if (json) {
      world.print(JSON.stringify(answer.value.body))
      return ok(0)
    }
    const rows = answer.value.value.map(({ id, state: standing, name, number, appliedAt }) => [
      memberStateWords[standing][locale],
      appliedAt.slice(0, 10),
      plain(name[locale], 40),
      plain(number.value, 40),
      plain(id),
    ])
    const head = {
      zh: ['状态', '申请日期', '名称', '代码', 'DID'],
      en: ['standing', 'applied', 'name', 'number', 'DID'],
    }
    if (rows.length > 0) for (const line of table([head[locale], ...rows])) world.print(line)
    else world.print({ zh: '没有符合条件的成员', en: 'there is no such member' }[locale])
    return ok(0)
  },
}
