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

  it('plays one run again by its number', () => {
    expect(readChaosArgs(['--only', '37', '--alone'])).toMatchObject({
      value: { only: 37, from: 37, runs: 1, alone: true },
    })
  })

  it.each([
    [['--only', '3', '--runs', '2'], /--only stands for --from and --runs/],
    [['--worlds', '12'], /--worlds takes a whole number from 1 to 11/],
    [['--alone'], /--alone goes with --only/],
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
