import { ok, type Words } from '@lianshu/kernel'
import type { Command } from '../command.ts'
import { askConnector } from '../outgoing/ask.ts'
import { datasetTold } from '../outgoing/told.ts'
import { plain } from '../output/plain.ts'

export const publishDataset = change('publish', {
  zh: '发布一个数据集：它的描述与条款进入目录，数据留在原处',
  en: 'publish a dataset: description and terms enter the catalogue, the data stays where it is',
})

export const withdrawDataset = change('withdraw', {
  zh: '撤回一个数据集：不再提供',
  en: 'withdraw a dataset: it is offered no more',
})

function change(verb: 'publish' | 'withdraw', words: Words): Command {
  return {
    name: `datasets ${verb}`,
    takes: 'ID',
    arity: [1, 1],
    words,
    options: ['connector', 'key', 'participant', 'json'],
    async run(call) {
      const { world, json, locale, positionals } = call
      const path = `/datasets/${encodeURIComponent(positionals[0]!)}/${verb}`
      const answer = await askConnector(call, { method: 'POST', path }, datasetTold)
      if (!answer.ok) return answer
      const { state, release, title } = answer.value.value
      const line = `${state} ${release}  ${plain(title[locale], 80)}`
      world.print(json ? JSON.stringify(answer.value.body) : line)
      return ok(0)
    },
  }
}
