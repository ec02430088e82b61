import { describe, expect, it } from 'vitest'
import { readArgs } from './args.ts'

const messageOf = (argv: string[]) => {
  const read = readArgs(argv)
  return read.ok ? '' : read.error.message
}

describe('readArgs', () => {
  it('has defaults for everything', () => {
    const read = readArgs([])
    expect(read).toMatchObject({
      ok: true,
      value: { seed: 1, once: false, split: 'iid' },
    })
  })

  it('reads the whole of a table job', () => {
    const read = readArgs([
      '--data',
      'a.csv',
      '--target',
      'y',
      '--exclude',
      'A, B',
      '--owners',
      '4',
      '--once',
      '--json',
    ])
    expect(read).toMatchObject({
      ok: true,
      value: { data: 'a.csv', target: 'y', exclude: ['A', 'B'], owners: 4, once: true, json: true },
    })
  })

  it.each([
    ['--seed', '2', { seed: 2 }],
    ['--rounds', '20', { rounds: 20 }],
    ['--port', '8000', { port: 8000 }],
    ['--home', '1', { home: '1' }],
  ])('reads the value of %s', (option, value, expected) => {
    expect(readArgs([option, value])).toMatchObject({ ok: true, value: expected })
  })

  it.each([
    [['--owners', '2', '--data', 'a.csv', '--target', 'y'], '--owners'],
    [['--data', 'a.csv'], '--target'],
    [['--target', 'y'], '--data'],
    [['--data', 'a.csv', '--target', 'y', '--split', 'random'], '--split'],
    [['--data', 'a.csv', '--target', 'y', '--split', 'by:Type', '--owners', '3'], '--owners'],
    [['--sneed', '3'], '--sneed'],
    [['--port', 'abc'], '--port takes a whole number from 1024 to 65000.'],
    [['--port', '70000'], '--port takes a whole number from 1024 to 65000.'],
    [['--rounds', '0'], '--rounds takes a whole number from 1 to 200.'],
    [['--seed', '-1'], '--seed takes a whole number from 0 to 2147483648.'],
    [['--seed='], '--seed takes'],
    [['--home='], '--home takes a value'],
    [['positional'], 'positional'],
  ])('refuses %j naming %s', (argv, part) => {
    expect(messageOf(argv)).toContain(part)
    expect(messageOf(argv)).toContain('--help')
  })
})
