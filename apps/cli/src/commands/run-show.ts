import { type Locale, ok } from '@lianshu/kernel'
import type { Command } from '../command.ts'
import { askBroker } from '../outgoing/ask.ts'
import { type RunTold, runTold } from '../outgoing/told.ts'
import { plain } from '../output/plain.ts'
import { table, yuan } from '../output/table.ts'

export const showRun: Command = {
  name: 'run show',
  takes: 'ID',
  arity: [1, 1],
  words: {
    zh: '显示一次训练：参与方、轮次、指标、结算',
    en: 'show one run: owners, rounds, metrics, settlement',
  },
  options: ['broker', 'json'],
  async run(call) {
    const { world, json, locale, positionals } = call
    const answer = await askBroker(
      call,
      `/api/runs/${encodeURIComponent(positionals[0]!)}`,
      runTold,
    )
    if (!answer.ok) return answer
    if (json) world.print(JSON.stringify(answer.value.body))
    else for (const line of describe(answer.value.value, locale)) world.print(line)
    return ok(0)
  },
}

function describe(run: RunTold, locale: Locale): string[] {
  const say = (zh: string, en: string) => ({ zh, en })[locale]
  const facts = [
    [say('编号', 'id'), plain(run.id)],
    [say('状态', 'state'), run.state],
    [say('任务', 'task'), plain(`${run.task} ${run.target}`)],
    [say('发起方', 'initiator'), plain(run.initiator.name[locale])],
    [say('轮次', 'round'), `${run.round}/${run.rounds}`],
    [say('时间', 'time'), `${run.startedAt} … ${run.endedAt ?? ''}`],
    [say('计划哈希', 'plan hash'), run.planHash],
    ...(run.model ? [[say('模型哈希', 'model hash'), run.model.sha256]] : []),
    ...(run.sentence ? [[say('说明', 'why'), plain(run.sentence, 500)]] : []),
    ...Object.entries(run.evaluation?.metrics ?? {}).flatMap(([name, value]) =>
      typeof value === 'number' ? [[plain(name), String(value)]] : [],
    ),
  ]
  return [
    ...table(facts),
    '',
    ...table([
      [say('参与方', 'owner'), say('状态', 'state'), say('发出字节', 'bytes out')],
      ...run.participants.map(({ name, state, bytesOut }) => [
        plain(name[locale], 40),
        plain(state),
        String(bytesOut),
      ]),
    ]),
    ...(run.history.length > 0 ? ['', ...roundsOf(run, say)] : []),
    ...(run.settlement ? ['', ...settlementOf(run.settlement, locale)] : []),
  ]
}

function roundsOf({ history }: RunTold, say: (zh: string, en: string) => string): string[] {
  const rows = history.map(({ phase, round, attempt, cohort, rows: count, loss }) => [
    plain(phase),
    String(round),
    String(attempt),
    String(cohort),
    String(count ?? ''),
    loss === undefined ? '' : loss.toFixed(4),
  ])
  const columns = [
    [say('阶段', 'phase'), say('轮', 'round'), say('尝试', 'attempt')],
    [say('参与数', 'cohort'), say('行数', 'rows'), say('损失', 'loss')],
  ]
  return table([columns.flat(), ...rows])
}

function settlementOf(
  { totalFen, shares }: NonNullable<RunTold['settlement']>,
  locale: Locale,
): string[] {
  const head = { zh: ['结算', '行数', yuan(totalFen)], en: ['settlement', 'rows', yuan(totalFen)] }
  const rows = shares.map(({ name, rows: count, fen }) => [
    plain(name[locale], 40),
    String(count),
    yuan(fen),
  ])
  return table([head[locale], ...rows])
}
