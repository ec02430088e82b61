import { ok } from '@lianshu/kernel'
import type { Command } from '../command.ts'
import { askBroker } from '../outgoing/ask.ts'
import { demandsTold } from '../outgoing/told.ts'
import { plain } from '../output/plain.ts'
import { table } from '../output/table.ts'

export const listDemands: Command = {
  name: 'demand list',
  arity: [0, 0],
  words: { zh: '列出需求及其匹配结果', en: 'list demands and what matched them' },
  options: ['broker', 'json'],
  async run(call) {
    const { world, json, locale } = call
    const answer = await askBroker(call, '/api/demands', demandsTold)
    if (!answer.ok) return answer
    if (json) {
      world.print(JSON.stringify(answer.value.body))
      return ok(0)
    }
    const rows = answer.value.value.map(({ id, at, text, ranked, excluded }) => [
      at,
      plain(text, 40),
      String(ranked.length),
      String(excluded.length),
      plain(ranked[0]?.title[locale] ?? '', 40),
      plain(id),
    ])
    const head = {
      zh: ['时间', '需求', '匹配', '排除', '首选', '编号'],
      en: ['asked', 'demand', 'matches', 'excluded', 'first', 'id'],
    }
    if (rows.length > 0) for (const line of table([head[locale], ...rows])) world.print(line)
    else world.print({ zh: '尚无需求', en: 'there are no demands yet' }[locale])
    return ok(0)
  },
}
