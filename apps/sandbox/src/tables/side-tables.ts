import { seededRandom } from '@lianshu/kernel'
import { csvLine } from './csv.ts'
import { simulateMilling } from './milling-process.ts'
import type { OwnerTable } from './owner-table.ts'
import { plantStories } from './plants.ts'

/** A second table of an owner, with uses of its own: near the demand, but not for it. */
export interface SideTable {
  readonly table: OwnerTable
  readonly uses: readonly ('train' | 'evaluate' | 'analyze' | 'commercial-model-use')[]
}

/**
 * Two tables that a seeker of training data must not be given: one whose owner lets models be evaluated
 * on it and not trained, one that is too small. A catalogue that only holds what fits shows nothing.
 */
export function sideTables({ seed }: { readonly seed: number }): readonly SideTable[] {
  return [
    {
      uses: ['evaluate', 'analyze'],
      table: sideTable(seed, 'donghai-pump', 1200, 'acceptance.csv', {
        title: {
          zh: '铣床验收测试运行记录（仅供评测）',
          en: 'Acceptance runs of milling machines, for evaluation',
        },
        about: {
          zh: '铣床验收试切记录，带机器故障标签，用于评测预测性维护模型，不可用于训练。',
          en: 'Trial cuts at acceptance, with machine failures; models may be evaluated on it, not trained.',
        },
      }),
    },
    {
      uses: ['train', 'evaluate', 'commercial-model-use'],
      table: sideTable(seed, 'nanling-mould', 300, 'trial-cuts.csv', {
        title: { zh: '新型铣刀试切记录', en: 'Trial cuts of a new milling cutter' },
        about: {
          zh: '新型铣刀的首批试切，带机器故障标签，可用于预测性维护，数据量小。',
          en: 'First cuts of a new cutter, with machine failures, for predictive maintenance; few rows.',
        },
      }),
    },
  ]
}

function sideTable(
  seed: number,
  slug: string,
  rows: number,
  file: string,
  { title, about }: { readonly title: OwnerTable['name']; readonly about: OwnerTable['name'] },
): OwnerTable {
  const story = plantStories.find((plant) => plant.slug === slug)!
  const milled = simulateMilling(story.milling, rows, seededRandom(`side:${seed}:${file}`))
  return {
    ...{ slug, file, name: story.name },
    description: {
      title,
      description: {
        zh: `${about.zh}仿照 AI4I 2020 模拟而成，并非真实设备数据。`,
        en: `${about.en} Simulated in the manner of AI4I 2020; no real machine.`,
      },
      keywords: ['铣削', '预测性维护', '设备故障', 'milling', 'predictive maintenance'],
      industry: 'machinery',
      scenario: { zh: '铣床预测性维护', en: 'Predictive maintenance of milling machines' },
      ...{
        task: 'binary',
        modality: 'table',
        level: 'general',
        region: story.region,
        simulated: true,
      },
    },
    header: ['Type', 'Rotational speed [rpm]', 'Torque [Nm]', 'Tool wear [min]', 'Machine failure'],
    lines: milled.map(({ grade, speed, torque, wear, failed }) =>
      csvLine([grade, speed, torque, Math.round(wear), failed ? 1 : 0]),
    ),
  }
}
