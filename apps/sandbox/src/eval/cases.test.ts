import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DomainFailure } from '@lianshu/kernel'
import { afterAll, expect, it } from 'vitest'
import type { Bench, Measurement } from '../measure/measurement.ts'
import { match } from './match.ts'
import { merkle } from './merkle.ts'

const folder = await mkdtemp(join(tmpdir(), 'cases-'))
afterAll(() => rm(folder, { recursive: true }))

const bench: Bench = { say: () => {}, signal: new AbortController().signal }
const refusal = (suite: Measurement, cases: string) =>
  suite.run(bench, { cases }).then(
    () => 'nothing',
    (error) => (error instanceof DomainFailure ? error.error.message : `thrown: ${error}`),
  )
const write = async (path: string, value: unknown) => {
  await mkdir(join(folder, path, '..'), { recursive: true })
  await writeFile(join(folder, path), typeof value === 'string' ? value : JSON.stringify(value))
}

it('says which folder or file is missing, and what to give', async () => {
  const missing = join(folder, 'nowhere')
  for (const suite of [match, merkle]) {
    expect(await refusal(suite, missing)).toMatch(`there is no folder ${missing}; give`)
  }
  await mkdir(join(folder, 'empty'))
  expect(await refusal(match, join(folder, 'empty'))).toMatch(/has no catalog.json/)
  expect(await refusal(merkle, join(folder, 'empty'))).toMatch(/holds no probes/)
})

it('says which file is not of the form', async () => {
  await write('form/catalog.json', { datasets: 3 })
  await write('form/demands.json', { demands: [] })
  expect(await refusal(match, join(folder, 'form'))).toMatch(/not of the form/)
  await write('probe/inclusion/0/bad.json', '{')
  expect(await refusal(merkle, join(folder, 'probe'))).toMatch(/bad.json is not a probe/)
  await write('probe/inclusion/0/bad.json', { leafIdx: 'x' })
  expect(await refusal(merkle, join(folder, 'probe'))).toMatch(/bad.json is not a probe/)
})

it('judges the proofs of any folder: a sound one, and one that should have been refused', async () => {
  // A tree of one leaf: its root is the leaf's hash, and the proof is empty.
  const hash = Buffer.alloc(32, 7).toString('base64')
  const probe = {
    leafIdx: 0,
    treeSize: 1,
    leafHash: hash,
    root: hash,
    proof: null,
    desc: 'one leaf',
  }
  await write('one/inclusion/good.json', { ...probe, wantErr: false })
  const good = await merkle.run(bench, { cases: join(folder, 'one') })
  expect(good).toMatchObject({ pass: true, metrics: { cases: 1, correct: 1, inclusion: 1 } })
  await write('one/inclusion/wrong.json', { ...probe, wantErr: true })
  const wrong = await merkle.run(bench, { cases: join(folder, 'one') })
  expect(wrong).toMatchObject({ pass: false, metrics: { cases: 2, correct: 1 } })
})
