import { ok } from '@lianshu/kernel'
import type { Command } from '../command.ts'
import { askConnector } from '../outgoing/ask.ts'
import { datasetsTold } from '../outgoing/told.ts'
import { plain } from '../output/plain.ts'
import { table } from '../output/table.ts'

export const listDatasets: Command = {
  name: 'datasets list',
  arity: [0, 0],
  words: {
    zh: '列出一个参与方登记的数据集',
    en: 'list the datasets that a participant registered',
  },
  options: ['connector', 'key', 'participant', 'json'],
  async run(call) {
    const { world, json, locale } = call
    const answer = await askConnector(call, { method: 'GET', path: '/datasets' }, datasetsTold)
    if (!answer.ok) return answer
    if (json) {
      world.print(JSON.stringify(answer.value.body))
      return ok(0)
    }
    const rows = answer.value.value.map(({ id, state, release, title, file }) => [
      state,
      String(release),
      plain(title[locale], 40),
      plain(file, 40),
      plain(id),
    ])
    const head = {
      zh: ['状态', '版本', '数据集', '文件', '编号'],
      en: ['state', 'release', 'dataset', 'file', 'id'],
    }
    if (rows.length > 0) for (const line of table([head[locale], ...rows])) world.print(line)
    else world.print({ zh: '尚无数据集', en: 'there are no datasets yet' }[locale])
    return ok(0)
  },
}
