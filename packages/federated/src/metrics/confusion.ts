/** Rows by [true class][predicted class]. */
export type Confusion = readonly (readonly number[])[]

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** Share of rows whose class was predicted; 0 without rows. */
export function accuracyOf(confusion: Confusion): number {
  const rows = sum(confusion.map(sum))
  return rows === 0 ? 0 : sum(confusion.map((row, index) => row[index]!)) / rows
}

/** Harmonic mean of precision and recall of one class: 2·TP / (2·TP + FP + FN); 0 without such rows. */
export function f1Of(confusion: Confusion, index: number): number {
  const truePositives = confusion[index]![index]!
  const actual = sum([...confusion[index]!])
  const predicted = sum(confusion.map((row) => row[index]!))
  return actual + predicted === 0 ? 0 : (2 * truePositives) / (actual + predicted)
}
