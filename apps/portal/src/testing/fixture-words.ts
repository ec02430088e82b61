import type { Words } from '@lianshu/kernel'

const words: Readonly<Record<string, readonly [string, string]>> = {
  machinery: ['机械制造', 'machinery'],
  bearings: ['轴承', 'bearings'],
  steel: ['钢铁', 'steel'],
  plastics: ['塑料', 'plastics'],
  energy: ['能源', 'energy'],
  binary: ['二分类', 'binary classification'],
  multiclass: ['多分类', 'multi-class classification'],
  regression: ['回归', 'regression'],
  table: ['表格', 'tables'],
  timeseries: ['时序', 'time series'],
}

/** A code of the fixture space as people read it; an unknown one as it is. */
export function labelOf(code: string): Words {
  const [zh, en] = words[code] ?? [code, code]
  return { zh, en }
}
