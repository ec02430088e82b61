import {
  asId,
  type Clock,
  canonicalJson,
  type DatasetId,
  type Did,
  type DomainError,
  domainError,
  err,
  type Json,
  mintUrn,
  ok,
  type Random,
  type Result,
  sha256,
  toHex,
  utf8,
} from '@lianshu/kernel'
import { buildOffer, type Terms } from '@lianshu/policy'
import type { OwnerCatalog, TableSource } from '../ports.ts'
import { type ProfileOptions, profileTable } from '../profile/profile-table.ts'
import { publishProfile } from '../profile/publish-profile.ts'
import type { Dataset, DatasetDescription } from './dataset.ts'
import { isDatasetId } from './dataset-id.ts'

export interface RegisterDataset extends DatasetDescription {
  readonly participantId: Did
  /** The owner's own identifier of the dataset; minted when absent. */
  readonly id?: string
  /** Name inside the owner's data directory. */
  readonly file: string
  readonly terms: Terms
  readonly profiling?: ProfileOptions
  /** Columns that the published profile does not even mention. */
  readonly hide?: readonly string[]
}

/**
 * Profiles a file where it lies and stores it as a draft with its terms. Nothing leaves the owner yet.
 * Errors: `policy.denied` for core data or important data with other delivery than federated; those of
 * opening and profiling the table; those of building the offer; `input.invalid`, `at` id, for an identifier
 * that is none, and `conflict.exists` when the owner has used it before.
 */
export async function registerDataset(
  deps: {
    readonly catalog: OwnerCatalog
    readonly tables: TableSource
    readonly clock: Clock
    readonly random: Random
  },
  command: RegisterDataset,
): Promise<Result<Dataset, DomainError>> {
  const { participantId, id: ownId, file, terms, profiling, hide, ...description } = command
  if (ownId !== undefined && !isDatasetId(ownId)) return err(notAnId)
  const forbidden = checkLevel(description.level, terms)
  if (forbidden) return err(forbidden)
  const table = await deps.tables.open(participantId, file)
  if (!table.ok) return table
  const profile = await profileTable(table.value, profiling).finally(() => table.value.close())
  if (!profile.ok) return profile
  const id = asId<DatasetId>(ownId ?? mintUrn(deps.random))
  const offer = buildOffer(mintUrn(deps.random), terms)
  if (!offer.ok) return offer
  const at = deps.clock.now().toISOString()
  const published = publishProfile(profile.value, { hide })
  const dataset: Dataset = {
    ...description,
    participantId,
    id,
    version: 0,
    state: 'draft',
    file,
    profile: profile.value,
    published,
    offer: offer.value as unknown as Json,
    release: 0,
    createdAt: at,
    updatedAt: at,
  }
  const facts = { profileHash: toHex(await sha256(utf8(canonicalJson(published)))) }
  return deps.catalog.run(async ({ datasets, recordLog }) => {
    const stored = await datasets.insert(dataset)
    if (!stored.ok) return stored
    const about = { participantId, actor: participantId, subject: id, at, facts }
    await recordLog.append({ ...about, type: 'dataset.registered' })
    return ok(stored.value)
  })
}

const notAnId = domainError(
  'input.invalid',
  'an identifier has 1 to 200 letters, digits or ._:~- and begins with a letter or digit',
  { at: 'id' },
)

/** Core data is never offered; important data is used where it lies and nowhere else. */
function checkLevel(level: Dataset['level'], terms: Terms): DomainError | undefined {
  if (level === 'core') return domainError('policy.denied', 'core data is never offered')
  const elsewhere = terms.deliveries.find((delivery) => delivery !== 'federated')
  if (level === 'important' && elsewhere !== undefined) {
    return domainError('policy.denied', `important data is federated only, not ${elsewhere}`)
  }
  return undefined
}
