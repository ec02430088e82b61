import {
  asId,
  type DatasetId,
  type Did,
  domainError,
  err,
  type LogRecord,
  manualClock,
  ok,
  seededRandom,
  unwrap,
} from '@lianshu/kernel'
import { parseDataset } from '@lianshu/protocol/dcat'
import { expect, test } from 'vitest'
import type { OwnerCatalog, PublishedEntries } from '../ports.ts'
import { arrayTable } from '../profile/array-table.ts'
import type { Dataset } from './dataset.ts'
import { datasetMachine } from './dataset-machine.ts'
import { publishDataset, withdrawDataset } from './publish-dataset.ts'
import { readEntry } from './read-entry.ts'
import { type RegisterDataset, registerDataset } from './register-dataset.ts'

const owner = asId<Did>('did:web:plant.example')
const clock = manualClock('2026-06-01T00:00:00Z')

function memoryCatalog(): { catalog: OwnerCatalog; log: LogRecord[]; kept: Map<string, Dataset> } {
  const kept = new Map<string, Dataset>()
  const log: LogRecord[] = []
  const save = (dataset: Dataset) => {
    const stored = { ...dataset, version: dataset.version + 1 }
    kept.set(dataset.id, stored)
    return ok(stored)
  }
  const get = async (participantId: Did, id: string) =>
    participantId === owner ? kept.get(id) : undefined
  const datasets = {
    ...{ get, recall: get },
    find: async () => [...kept.values()],
    insert: async (dataset: Dataset) => save(dataset),
    update: async (dataset: Dataset) => save(dataset),
  }
  const recordLog = { append: async (record: LogRecord) => void log.push(record) }
  // What is shown to whom is the store's business, tested with the store.
  const published = { put: async () => {}, remove: async () => {} } as unknown as PublishedEntries
  return { catalog: { run: (work) => work({ datasets, published, recordLog }) }, log, kept }
}

const command: RegisterDataset = {
  participantId: owner,
  file: 'plant-secret-name.csv',
  title: { zh: '铣床', en: 'Milling' },
  description: { zh: '工况', en: 'Process' },
  keywords: ['milling'],
  industry: 'machinery',
  scenario: { zh: '预测性维护', en: 'Predictive maintenance' },
  task: 'binary',
  modality: 'table',
  level: 'general',
  simulated: false,
  terms: { uses: ['train'], deliveries: ['federated'], purposes: [], priceFen: 1200 },
}
const rows = Array.from({ length: 100 }, (_, row) => row)
const tables = {
  open: async () =>
    ok(arrayTable({ torque: rows.map((row) => row / 7), failed: rows.map((row) => row % 2) })),
}
const signer = { sign: async () => 'a..b' }
const endpointUrl = () => 'https://plant.example/dsp'
const random = seededRandom(1)

test('a dataset is drafted, published, published again and withdrawn, each act logged', async () => {
  const { catalog, log } = memoryCatalog()
  const deps = { catalog, tables, clock, random, signer, endpointUrl }
  const draft = unwrap(await registerDataset(deps, command))
  expect(draft).toMatchObject({ state: 'draft', release: 0, published: { rows: 100 } })
  expect(draft.entry).toBeUndefined()
  const about = { participantId: owner, datasetId: draft.id }
  expect(unwrap(await publishDataset(deps, about))).toMatchObject({
    state: 'published',
    release: 1,
  })
  expect(unwrap(await publishDataset(deps, about)).release).toBe(2)
  expect(unwrap(await withdrawDataset(deps, about)).state).toBe('withdrawn')
  expect(await withdrawDataset(deps, about)).toMatchObject({ error: { code: 'state.illegal' } })
  expect(log.map(({ type }) => type)).toEqual([
    'dataset.registered',
    'dataset.published',
    'dataset.published',
    'dataset.withdrawn',
  ])
})

test('the entry is a valid DCAT dataset that reads back, without file name or exact figures', async () => {
  const { catalog } = memoryCatalog()
  const deps = { catalog, tables, clock, random, signer, endpointUrl }
  const { id } = unwrap(await registerDataset(deps, command))
  const published = unwrap(await publishDataset(deps, { participantId: owner, datasetId: id }))
  const text = JSON.stringify(published.entry)
  expect(text).not.toContain('plant-secret-name')
  expect(text).not.toContain(String(99 / 7))
  expect(parseDataset(published.entry).ok).toBe(true)
  const name = { zh: '甲厂', en: 'Plant A' }
  const listing = unwrap(readEntry(published.entry as never, { did: owner, name }))
  expect(listing).toMatchObject({
    id,
    title: command.title,
    terms: command.terms,
    profile: published.published,
    size: { count: 100, unit: 'rows' },
    release: 1,
  })
  const foreign = readEntry(published.entry as never, { did: asId<Did>('did:web:other'), name })
  expect(foreign).toMatchObject({ error: { code: 'auth.invalid' } })
})

test('an owner may choose the identifier, as far as it is safe in an address', async () => {
  const { catalog, kept } = memoryCatalog()
  const deps = { catalog, tables, clock, random, signer, endpointUrl }
  for (const id of ['ACN0102', 'urn:cn:plant:7', '10.5072~a_b-c.d']) {
    expect(unwrap(await registerDataset(deps, { ...command, id })).id).toBe(id)
  }
  for (const id of [
    '',
    ' ',
    'a/b',
    '../a',
    '.hidden',
    'a b',
    'a%2fb',
    'a?b',
    '甲',
    'x'.repeat(201),
  ]) {
    expect([id, await registerDataset(deps, { ...command, id })]).toMatchObject([
      ...[id, { error: { code: 'input.invalid', at: 'id' } }],
    ])
  }
  expect(kept.size).toBe(3)
})

test('core data is refused, important data outside federation as well; foreign ids are missing', async () => {
  const { catalog, kept } = memoryCatalog()
  const deps = { catalog, tables, clock, random, signer, endpointUrl }
  const core = await registerDataset(deps, { ...command, level: 'core' })
  expect(core).toMatchObject({ error: { code: 'policy.denied' } })
  const terms = { ...command.terms, deliveries: ['federated', 'download'] as const }
  const important = await registerDataset(deps, { ...command, level: 'important', terms })
  expect(important).toMatchObject({ error: { code: 'policy.denied' } })
  const missing = { open: async () => err(domainError('not-found', 'no such file')) }
  const noFile = await registerDataset({ ...deps, tables: missing }, command)
  expect(noFile).toMatchObject({ error: { code: 'not-found' } })
  expect(kept.size).toBe(0)
  const strange = { participantId: owner, datasetId: asId<DatasetId>('urn:none') }
  expect(await publishDataset(deps, strange)).toMatchObject({ error: { code: 'not-found' } })
})

test('every step that is not in the table of the life of a dataset is refused', () => {
  for (const state of datasetMachine.states) {
    for (const event of datasetMachine.events) {
      const legal = datasetMachine.transitions.some(
        (step) => step.from === state && step.event === event,
      )
      expect(datasetMachine.next(state, event, 'owner').ok).toBe(legal)
    }
  }
})
