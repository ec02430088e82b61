import {
  type Clock,
  type DatasetId,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
} from '@lianshu/kernel'
import type { EntrySigner, OwnerCatalog } from '../ports.ts'
import { showDataset } from '../published/show-dataset.ts'
import { buildEntry } from './build-entry.ts'
import type { Dataset } from './dataset.ts'
import { datasetMachine } from './dataset-machine.ts'
import { entryHash, signEntry } from './entry-proof.ts'

export interface DatasetCommand {
  readonly participantId: Did
  readonly datasetId: DatasetId
}

/**
 * Publishes a dataset as its next release: its signed entry is in the owner's catalogue from now on.
 * Errors: `not-found`, `state.illegal`, `conflict.stale` when it changed meanwhile.
 */
export async function publishDataset(
  deps: {
    readonly catalog: OwnerCatalog
    readonly signer: EntrySigner
    /** Base address of the participant's Dataspace Protocol service. */
    readonly endpointUrl: (participantId: Did) => string
    readonly clock: Clock
  },
  { participantId, datasetId }: DatasetCommand,
): Promise<Result<Dataset, DomainError>> {
  const updatedAt = deps.clock.now().toISOString()
  return change(deps.catalog, participantId, datasetId, 'publish', async (dataset) => {
    const next = { ...dataset, release: dataset.release + 1, updatedAt }
    const unsigned = buildEntry(next, deps.endpointUrl(participantId))
    return { ...next, entry: await signEntry(deps, participantId, unsigned) }
  })
}

/**
 * Takes a dataset out of the catalogue; agreements that exist are not touched. Errors: `not-found`,
 * `state.illegal`, `conflict.stale`.
 */
export async function withdrawDataset(
  deps: { readonly catalog: OwnerCatalog; readonly clock: Clock },
  { participantId, datasetId }: DatasetCommand,
): Promise<Result<Dataset, DomainError>> {
  const updatedAt = deps.clock.now().toISOString()
  return change(deps.catalog, participantId, datasetId, 'withdraw', async (dataset) => {
    const { entry: _gone, ...rest } = dataset
    return { ...rest, updatedAt }
  })
}

async function change(
  catalog: OwnerCatalog,
  participantId: Did,
  id: DatasetId,
  event: 'publish' | 'withdraw',
  edit: (dataset: Dataset) => Promise<Dataset>,
): Promise<Result<Dataset, DomainError>> {
  return catalog.run(async ({ datasets, published, recordLog }) => {
    const dataset = await datasets.get(participantId, id)
    if (dataset === undefined) return err(domainError('not-found', `there is no dataset ${id}`))
    const state = datasetMachine.next(dataset.state, event, 'owner')
    if (!state.ok) return state
    const edited = await edit({ ...dataset, state: state.value })
    const stored = await datasets.update(edited)
    if (!stored.ok) return stored
    await showDataset(published, stored.value)
    const facts: Record<string, string> = { release: String(edited.release) }
    if (edited.entry !== undefined) facts.entryHash = await entryHash(edited.entry)
    const type = event === 'publish' ? 'dataset.published' : 'dataset.withdrawn'
    const about = { participantId, actor: participantId, subject: id }
    await recordLog.append({ ...about, type, at: edited.updatedAt, facts })
    return ok(stored.value)
  })
}
