/**
 * What an owner's share was weighed by, in words. `rowRounds` counts a row once for every round in which it
 * was trained on; only an owner that was in every round with the same rows divides evenly.
 */
export function rowsByRounds(rowRounds: number, rounds: number): string {
  if (rounds === 0 || rowRounds % rounds !== 0) return `${rowRounds} row-rounds`
  return `${rowRounds / rounds} rows × ${rounds} ${rounds === 1 ? 'round' : 'rounds'}`
}
