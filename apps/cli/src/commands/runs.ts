import { ok } from '@lianshu/kernel'
import type { Command } from '../command.ts'
import { askBroker } from '../outgoing/ask.ts'
import { runsTold } from '../outgoing/told.ts'
import { plain } from '../output/plain.ts'
import { table } from '../output/table.ts'

export const listRuns: Command = {
  name: 'runs',
  arity: [0, 0],
  words: { zh: '列出训练任务，最新的在前', en: 'list training runs, newest first' },
  options: ['broker', 'json'],
  async run(call) {
    const { world, json, locale } = call
    const answer = await askBroker(call, '/api/runs', runsTold)
    if (!answer.ok) return answer
    if (json) {
      world.print(JSON.stringify(answer.value.body))
      return ok(0)
    }
    const rows = answer.value.value.map((run) => [
      run.startedAt,
      run.state,
      plain(`${run.task} ${run.target}`, 40),
      `${run.round}/${run.rounds}`,
      String(run.participants.length),
      plain(run.id),
    ])
    const head = {
      zh: ['开始时间', '状态', '任务与目标', '轮次', '参与方', '编号'],
      en: ['started', 'state', 'task and target', 'round', 'owners', 'id'],
    }
    if (rows.length > 0) for (const line of table([head[locale], ...rows])) world.print(line)
    else world.print({ zh: '尚无训练任务', en: 'there are no runs yet' }[locale])
    return ok(0)
  },
}
