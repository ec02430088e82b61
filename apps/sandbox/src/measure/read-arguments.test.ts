import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { benchmarks } from '../bench/benchmarks.ts'
import { suites } from '../eval/suites.ts'
import { defineMeasurement } from './measurement.ts'
import { helpOf, readArguments } from './read-arguments.ts'

const known = [
  defineMeasurement({
    name: 'weigh',
    about: 'weighs',
    options: z.object({
      grams: z.coerce.number().int().min(1).default(5).describe('how many grams'),
      what: z.string(),
    }),
    run: async () => ({ pass: true, metrics: {}, backend: 'none' }),
  }),
]
const messageOf = (argv: string[]) => {
  const read = readArguments(known, argv)
  return read.ok ? '' : read.error.message
}

describe('readArguments', () => {
  it('reads a name, its options and --json', () => {
    const read = readArguments(known, ['weigh', '--what', 'salt', '--grams', '12', '--json'])
    expect(read).toMatchObject({
      ok: true,
      value: { json: true, options: { what: 'salt', grams: 12 }, measurement: { name: 'weigh' } },
    })
  })

  it('has defaults and gives the help', () => {
    expect(readArguments(known, ['weigh', '--what', 'salt'])).toMatchObject({
      ok: true,
      value: { json: false, options: { grams: 5 } },
    })
    expect(readArguments(known, ['--help'])).toEqual({ ok: true, value: 'help' })
    expect(readArguments(known, ['weigh', '--help'])).toEqual({ ok: true, value: 'help' })
  })

  it.each([
    [[], 'weigh'],
    [['weight'], 'did you mean weigh'],
    [['xyz'], 'no "xyz"'],
    [['weigh'], '--what: is needed'],
    [['weigh', '--what', 'salt', '--grams', '0'], '--grams'],
    [['weigh', '--what', 'salt', '--grams', 'x'], '--grams'],
    [['weigh', '--what'], '--what'],
    [['weigh', '--wat', 'salt'], '--wat'],
    [['weigh', 'salt'], 'salt'],
  ])('refuses %j naming %s', (argv, part) => {
    expect(messageOf(argv)).toContain(part)
    expect(messageOf(argv)).toContain('--help')
  })
})

describe.each([
  ['bench', benchmarks],
  ['eval', suites],
] as const)('the help of %s', (command, measurements) => {
  it('names every measurement and says what each option is', () => {
    const help = helpOf(command, measurements)
    for (const { name, options } of measurements) {
      expect(help).toContain(`\n  ${name}\n`)
      for (const [option, schema] of Object.entries(options.shape)) {
        const { description } = schema as z.ZodType
        expect(description, option).toBeTruthy()
        expect(help).toMatch(new RegExp(`--${option} +\\S`))
      }
    }
    expect(new Set(measurements.map(({ name }) => name)).size).toBe(measurements.length)
  })
})
