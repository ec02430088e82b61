import { ok } from '@lianshu/kernel'
import type { Command } from '../command.ts'
import { askBroker } from '../outgoing/ask.ts'
import { listingsTold } from '../outgoing/told.ts'
import { plain } from '../output/plain.ts'
import { table, yuan } from '../output/table.ts'

export const catalog: Command = {
  name: 'catalog',
  takes: '[QUERY]',
  arity: [0, 1],
  words: { zh: '在目录中查找数据集', en: 'find datasets in the catalogue' },
  options: ['broker', 'page', 'json'],
  async run(call) {
    const { world, json, locale, options, positionals } = call
    const query = new URLSearchParams({ q: positionals[0] ?? '', page: options.page ?? '1' })
    const answer = await askBroker(call, `/api/listings?${query}`, listingsTold)
    if (!answer.ok) return answer
    if (json) {
      world.print(JSON.stringify(answer.value.body))
      return ok(0)
    }
    const { total, items } = answer.value.value
    const rows = items.map(({ id, title, ownerName, level, rows: count, priceFen }) => [
      plain(title[locale], 40),
      plain(ownerName[locale], 24),
      count === undefined ? '' : String(count),
      level,
      yuan(priceFen ?? 0),
      plain(id),
    ])
    const head = {
      zh: ['数据集', '所有者', '行数', '级别', '价格', '编号'],
      en: ['dataset', 'owner', 'rows', 'level', 'price', 'id'],
    }
    if (rows.length > 0) for (const line of table([head[locale], ...rows])) world.print(line)
    world.print({ zh: `共 ${total} 项`, en: `${total} in all` }[locale])
    return ok(0)
  },
}
