import { expect, it } from 'vitest'
import { readEnvironment } from './environment.ts'
import { outcomeLine, outcomeTable } from './outcome-line.ts'

const outcome = {
  pass: false,
  metrics: { medianMs: 12.3456789, rows: 1234567, perSeed: [{ seed: 1, auc: 0.9534567 }] },
  backend: 'wasm',
}

it('is one JSON object with plain numbers and where they were taken', () => {
  const environment = readEnvironment()
  const line = outcomeLine('weigh', outcome, environment)
  expect(line).not.toContain('\n')
  const { node, cpus, model, platform, load } = environment
  expect(JSON.parse(line)).toEqual({
    name: 'weigh',
    pass: false,
    metrics: { medianMs: 12.346, rows: 1234567, perSeed: [{ seed: 1, auc: 0.95346 }] },
    environment: { node, cpus, model, platform, load, backend: 'wasm' },
  })
})

it('says for a person whether it passed, and leaves nested figures to the line', () => {
  const table = outcomeTable(outcome)
  expect(table).toMatch(/medianMs +12.346/)
  expect(table).toMatch(/pass +no/)
  expect(table).not.toContain('perSeed')
})
