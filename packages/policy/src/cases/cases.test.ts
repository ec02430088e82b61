import { unwrap } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { evaluate } from '../evaluate/evaluate.ts'
import { violation } from '../evaluate/readings.ts'
import { understandPolicy } from '../understand/understand-policy.ts'
import { usual } from './case-table.ts'
import { decisionTables } from './decisions.ts'
import { dutyTables } from './duties.ts'

const read = (policy: object) =>
  unwrap(understandPolicy({ '@id': 'urn:policy', '@type': 'Set', ...policy }))

describe.each(decisionTables)('$title', ({ policy, rows }) => {
  it.each(rows)('%s', (_what, asked, world, answer, rule) => {
    const { decision } = evaluate(read(policy), { ...usual, ...asked }, world)
    const isCode = answer !== 'permit' && answer !== 'deny'
    expect(decision).toMatchObject({
      ...{ rule, decision: isCode ? 'deny' : answer },
      ...(isCode && { code: answer }),
      ...(answer === 'deny' && { code: 'policy.denied' }),
    })
    expect(decision.words.zh && decision.words.en).toBeTruthy()
  })
})

describe.each(dutyTables)('$title', ({ policy, rows }) => {
  it.each(rows.map((row) => ({ what: row[0], row })))('$what', ({ row }) => {
    const [, asked, world, state, broken] = row
    const report = evaluate(read(policy), { ...usual, ...asked }, world)
    const prohibition = report.rules.find(({ kind }) => kind === 'prohibition')
    const [duty] = [...report.obligations, ...(prohibition?.duties ?? [])]
    expect(duty?.state).toBe(state)
    if (broken !== undefined) expect(violation(prohibition!)).toBe(broken)
  })
})
