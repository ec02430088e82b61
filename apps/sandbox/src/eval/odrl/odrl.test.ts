import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DomainFailure } from '@lianshu/kernel'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Bench } from '../../measure/measurement.ts'
import { odrl } from './odrl.ts'

// Written by ourselves, in the form of the suite's cases.
const fixture = join(import.meta.dirname, 'fixtures')
const bench: Bench = { say: () => {}, signal: new AbortController().signal }
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odrl-'))
  await cp(fixture, folder, { recursive: true })
})
afterAll(() => rm(folder, { recursive: true }))

const edit = async (file: string, from: string, to: string) => {
  const path = join(folder, file)
  const before = await readFile(path, 'utf8')
  expect(before).toContain(from)
  await writeFile(path, before.replace(from, to))
  return () => writeFile(path, before)
}
const refusal = () =>
  odrl.run(bench, { cases: folder }).then(
    () => 'nothing',
    (error) => (error instanceof DomainFailure ? error.error.message : `thrown: ${error}`),
  )

it('judges the cases of any folder', async () => {
  expect(await odrl.run(bench, { cases: folder })).toMatchObject({
    pass: true,
    metrics: { cases: 2, ruleActivation: 2, constraint: 2 },
  })
})

it('tells a wrong premise from a wrong activation', async () => {
  const mend = await edit(
    'index.json',
    '"ConstraintReport", "Satisfied"',
    '"ConstraintReport", "Unsatisfied"',
  )
  expect(await odrl.run(bench, { cases: folder })).toMatchObject({
    pass: false,
    metrics: { cases: 2, ruleActivation: 2, constraint: 1 },
  })
  await mend()
  const mendState = await edit('sotw/evening.ttl', '2026-12-01T20:00:00Z', '2026-12-01T12:00:00Z')
  expect(await odrl.run(bench, { cases: folder })).toMatchObject({
    pass: false,
    metrics: { ruleActivation: 1, constraint: 1 },
  })
  await mendState()
})

it('compares the activation only where the premises of a case are unresolved', async () => {
  const mend = await edit('index.json', '"ConstraintReport", "Satisfied"', '"UNRESOLVED", "urn:x"')
  expect(await odrl.run(bench, { cases: folder })).toMatchObject({ metrics: { constraint: 2 } })
  await mend()
})

it('says which file is not of the form', async () => {
  const mend = await edit('sotw/noon.ttl', '@prefix', '@prefixes')
  expect(await refusal()).toMatch(/noon.ttl is no readable Turtle/)
  await mend()
  const mendIndex = await edit('index.json', '"policy"', '"policies"')
  expect(await refusal()).toMatch(/index.json is not an index of cases/)
  await mendIndex()
  const mendPolicy = await edit('policies/hours.ttl', 'odrl:dateTime', 'odrl:moonPhase')
  expect(await refusal()).toMatch(/moonPhase is not known/)
  await mendPolicy()
})
