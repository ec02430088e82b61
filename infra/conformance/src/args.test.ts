import { describe, expect, it } from 'vitest'
import { readArguments } from './args.ts'
import type { Suite } from './suite.ts'

const kit = { name: 'kit', version: '1', pom: '', launcher: '' }
const known = ['dsp', 'dcp issuer', 'dcp verifier'].map(
  (name): Suite => ({ name, kit, expected: [], run: async () => [] }),
)
const chosen = (...argv: string[]) => {
  const read = readArguments(known, argv)
  return read.kind === 'run' ? read.suites.map(({ name }) => name) : read
}

describe('readArguments', () => {
  it('runs everything, one suite, or all of one protocol', () => {
    expect(chosen()).toEqual(['dsp', 'dcp issuer', 'dcp verifier'])
    expect(chosen('dsp', '--json')).toEqual(['dsp'])
    expect(chosen('dcp', 'issuer')).toEqual(['dcp issuer'])
    expect(chosen('dcp')).toEqual(['dcp issuer', 'dcp verifier'])
  })

  it('tells the nearest name for a wrong one, and a wrong option', () => {
    expect(chosen('dcp', 'isuer')).toMatchObject({
      message: expect.stringContaining('did you mean dcp issuer?'),
    })
    expect(chosen('--jsn')).toMatchObject({ kind: 'wrong' })
  })
})
