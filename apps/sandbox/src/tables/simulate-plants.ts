import type { DatasetDescription } from '@lianshu/catalog'
import { type Random, seededRandom } from '@lianshu/kernel'
import { type Cell, csvLine } from './csv.ts'
import { type MillingRow, simulateMilling } from './milling-process.ts'
import type { OwnerTable } from './owner-table.ts'
import { type PlantStory, plantStories } from './plants.ts'

export interface PlantOptions {
  readonly seed: number
  /** Rows of a plant of usual size; default 2000. Plants have 0.8 to 1.2 times as many. */
  readonly rows?: number
}

/** The target column of the simulated tables. */
export const plantTarget = 'Machine failure'

/**
 * Five plants' milling tables in the manner of AI4I 2020, the same for the same seed. The column names
 * are those of the published file, with each plant's own units; ids name rows and hold no pattern.
 */
export function simulatePlants({ seed, rows = 2000 }: PlantOptions): OwnerTable[] {
  return plantStories.map((story) => {
    const random = seededRandom(`plant:${seed}:${story.slug}`)
    const count = Math.max(20, Math.round(rows * story.size))
    const milled = simulateMilling(story.milling, count, random)
    return {
      slug: story.slug,
      name: story.name,
      file: 'milling.csv',
      description: describe(story),
      header: headerOf(story),
      lines: milled.map((row, index) => csvLine(cellsOf(story, row, index, random))),
    }
  })
}

const headerOf = ({ units }: PlantStory): string[] => {
  const [temperature, speed] = units === 'kelvin-rpm' ? ['K', 'rpm'] : ['°C', 'rad/s']
  return [
    'Product ID',
    'Type',
    `Air temperature [${temperature}]`,
    `Process temperature [${temperature}]`,
    `Rotational speed [${speed}]`,
    'Torque [Nm]',
    'Tool wear [min]',
    plantTarget,
  ]
}

function cellsOf(story: PlantStory, row: MillingRow, index: number, random: Random): Cell[] {
  const inKelvin = story.units === 'kelvin-rpm'
  const temperature = (kelvin: number) => Number((inKelvin ? kelvin : kelvin - 273.15).toFixed(2))
  const recorded = (cell: Cell) => (random.unit() < story.missingShare ? null : cell)
  return [
    `${row.grade}${String(10_000 + index)}`,
    row.grade,
    temperature(row.air),
    recorded(temperature(row.process)),
    inKelvin ? row.speed : Number(((row.speed * 2 * Math.PI) / 60).toFixed(1)),
    recorded(row.torque),
    row.wear,
    row.failed ? 1 : 0,
  ]
}

const describe = ({ title, about, region }: PlantStory): DatasetDescription => ({
  title,
  description: {
    zh: `${about.zh}仿照已发表的 AI4I 2020 数据生成过程模拟而成，并非真实设备数据。`,
    en: `${about.en} Simulated in the manner of the published AI4I 2020 process; no real machine.`,
  },
  keywords: ['铣削', '预测性维护', '设备故障', 'milling', 'predictive maintenance'],
  industry: 'machinery',
  scenario: { zh: '铣床预测性维护', en: 'Predictive maintenance of milling machines' },
  task: 'binary',
  modality: 'table',
  level: 'general',
  region,
  simulated: true,
})
