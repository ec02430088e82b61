/** Known grades of items; an item that is not listed has grade 0. */
export type Grades = ReadonlyMap<string, number>

const gain = (grade: number, rank: number) => grade / Math.log2(rank + 2)
const discounted = (grades: readonly number[]) =>
  grades.reduce((sum, grade, rank) => sum + gain(grade, rank), 0)

/** Normalised discounted cumulative gain with linear gain (Järvelin and Kekäläinen 2002); 0 without relevant items. */
export function ndcg(ranked: readonly string[], grades: Grades, depth: number): number {
  const ideal = discounted([...grades.values()].sort((left, right) => right - left).slice(0, depth))
  const actual = discounted(ranked.slice(0, depth).map((id) => grades.get(id) ?? 0))
  return ideal === 0 ? 0 : actual / ideal
}

/** Share of the items of at least `grade` that stand in the first `depth`; undefined when there are none. */
export function recall(
  ranked: readonly string[],
  grades: Grades,
  depth: number,
  grade: number,
): number | undefined {
  const relevant = [...grades].filter(([, own]) => own >= grade).map(([id]) => id)
  if (relevant.length === 0) return undefined
  const shown = new Set(ranked.slice(0, depth))
  return relevant.filter((id) => shown.has(id)).length / relevant.length
}
