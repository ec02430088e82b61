import { expect, it } from 'vitest'
import { rowsByRounds } from './rows-by-rounds.ts'

it.each([
  [18_100, 10, '1810 rows × 10 rounds'],
  [1810, 1, '1810 rows × 1 round'],
  [18_101, 10, '18101 row-rounds'],
  [5, 0, '5 row-rounds'],
])('says %i over %i rounds as "%s"', (rowRounds, rounds, words) => {
  expect(rowsByRounds(rowRounds, rounds)).toBe(words)
})
