import { expect, it } from 'vitest'
import { isJava17 } from './tools.ts'

it.each([
  ['openjdk 17.0.15 2025-04-15\nOpenJDK Runtime Environment', true],
  ['java 21 2023-09-19 LTS', true],
  ['openjdk 11.0.2 2019-01-15', false],
  ['', false],
])('reads the version in %j', (answer, fits) => {
  expect(isJava17(answer)).toBe(fits)
})
