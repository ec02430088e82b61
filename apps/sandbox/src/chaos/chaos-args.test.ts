import { describe, expect, it } from 'vitest'
import { readChaosArgs } from './chaos-args.ts'

describe('the command line of chaos', () => {
  it('has fifty runs of seed 1 unless told otherwise', () => {
    expect(readChaosArgs([])).toMatchObject({ ok: true, value: { runs: 50, seed: 1, from: 1 } })
    const args = readChaosArgs(['--runs', '3', '--seed', '9', '--from', '37', '--json', '--keep'])
    expect(args).toMatchObject({
      value: { runs: 3, seed: 9, from: 37, json: true, keep: true },
    })
  })

  it.each([
    [['--runs', '0'], /--runs takes a whole number from 1/],
    [['--from', 'x'], /--from takes a whole number/],
    [['--run', '3'], /--run/],
    [['3'], /3/],
  ])('refuses %j and names it', (argv, message) => {
    expect(readChaosArgs(argv)).toMatchObject({
      error: { code: 'input.invalid', message: expect.stringMatching(message) },
    })
  })
})
