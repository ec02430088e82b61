import { describe, expect, it } from 'vitest'
import { errorWords } from './error-words.ts'
import { errorCodes } from './errors.ts'

describe('errorWords', () => {
  it.each(errorCodes)('has words for %s in zh and en', (code) => {
    expect(errorWords[code].zh).toMatch(/\p{Script=Han}/u)
    expect(errorWords[code].en).toMatch(/^[A-Z]/)
  })
})
