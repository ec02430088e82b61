import { describe, expect, it } from 'vitest'
import { judge, tell } from './judge.ts'

const kit = { name: 'a kit', version: '1', pom: '', launcher: '' }
const suite = { name: 'dsp', kit, expected: ['A', 'B'] }
const passed = (...ids: string[]) => ids.map((id) => ({ id, passed: true }))

describe('judge', () => {
  it('passes when each expected test ran once and passed', () => {
    const verdict = judge(suite, passed('B', 'A'))
    expect(verdict.pass).toBe(true)
    expect(tell(verdict)).toBe('✔ dsp 2/2 (a kit 1)')
  })

  it('fails a failed test and keeps what the kit said', () => {
    const verdict = judge(suite, [...passed('A'), { id: 'B', passed: false, words: 'no\nway' }])
    expect(verdict.pass).toBe(false)
    expect(tell(verdict)).toBe('✘ dsp 1/2 (a kit 1)\n  failed: B\n    no\n    way')
  })

  it('fails a run that is too small, even when all that ran passed', () => {
    expect(judge(suite, passed('A'))).toMatchObject({ pass: false, missing: ['B'] })
    expect(judge(suite, [])).toMatchObject({ pass: false, missing: ['A', 'B'] })
  })

  it('fails a test that nobody expects, and one that runs twice', () => {
    expect(judge(suite, passed('A', 'B', 'C'))).toMatchObject({ pass: false, unexpected: ['C'] })
    expect(judge(suite, passed('A', 'B', 'B'))).toMatchObject({ pass: false, unexpected: ['B'] })
  })
})
