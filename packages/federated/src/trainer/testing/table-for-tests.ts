import { seededRandom } from '@lianshu/kernel'
import type { ColumnTable } from '../columns/column-table.ts'

/**
 * A table that a small network can learn: a tool fails when torque · wear is high, grade L sooner.
 * About one row in five fails; one torque in twenty is missing.
 */
export function tableForTests(rows: number, seed: number): ColumnTable {
  const random = seededRandom(seed)
  const torque = new Float64Array(rows)
  const wear = new Float64Array(rows)
  const codes = new Int32Array(rows)
  const failed = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const load = 20 + 40 * random.unit()
    wear[row] = 240 * random.unit()
    codes[row] = Math.floor(3 * random.unit())
    failed[row] = load * wear[row]! > (codes[row] === 0 ? 6500 : 8500) ? 1 : 0
    torque[row] = random.unit() < 0.05 ? Number.NaN : load
  }
  return {
    rows,
    columns: [
      { name: 'torque', kind: 'numeric', values: torque },
      { name: 'wear', kind: 'numeric', values: wear },
      { name: 'grade', kind: 'category', dictionary: ['L', 'M', 'H'], codes },
      { name: 'failed', kind: 'numeric', values: failed },
    ],
  }
}
