import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '@lianshu/kernel'

/** Columns of the table that a target must not learn from: they say the same thing in other words. */
export const syntheticTargets = ['pass', 'grade', 'yield'] as const

/**
 * A table that nobody has seen: numbers of several sizes, a category, missing, NaN and infinite cells,
 * and three targets that can be learnt from them (two classes, three classes, a number).
 * @returns the file's path
 */
export function writeSyntheticTable(directory: string, rows: number, seed = 1): string {
  const random = seededRandom(`synthetic:${seed}`)
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit())
  const lines = Array.from({ length: rows }, (_, row) => {
    const pressure = 1.2e5 + 8e3 * normal()
    const flow = 0.002 + 0.0004 * normal()
    const line = ['north', 'south', 'west'][Math.floor(random.unit() * 3)]!
    const humidity = 40 + 10 * normal()
    const score =
      (pressure - 1.2e5) / 8e3 + (flow - 0.002) / 0.0004 + (line === 'west' ? 1.5 : 0) - 0.5
    const noisy = score + 0.2 * normal()
    const odd = random.unit()
    return [
      ...[pressure.toFixed(1), odd < 0.03 ? 'NaN' : flow.toFixed(7), line],
      odd > 0.97 ? 'inf' : odd > 0.9 ? '' : humidity.toFixed(2),
      noisy > 0 ? 'yes' : 'no',
      noisy > 1 ? 'A' : noisy > -1 ? 'B' : 'C',
      (250 + 40 * noisy).toFixed(3),
      ...[`SN-${seed}-${row * 7919}`, '7'],
    ].join(',')
  })
  const header = 'Pressure [Pa],Flow,Line,Humidity [%],pass,grade,yield,Serial,Plant'
  const path = join(directory, 'synthetic.csv')
  writeFileSync(path, `${[header, ...lines].join('\n')}\n`)
  return path
}
