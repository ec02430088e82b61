import {
  type Clock,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
} from '@lianshu/kernel'
import type { Dataset } from '../listing/dataset.ts'
import type { DatasetCommand } from '../listing/publish-dataset.ts'
import type { OwnerCatalog } from '../ports.ts'
import { showDataset } from './show-dataset.ts'

/**
 * Says who may see a dataset in the catalogue and negotiate on it: everybody, or the listed participants.
 * For anybody else it does not exist. Agreements that exist are not touched. Errors: `not-found`,
 * `conflict.stale` when it changed meanwhile.
 */
export async function setAudience(
  { catalog, clock }: { readonly catalog: OwnerCatalog; readonly clock: Clock },
  {
    participantId,
    datasetId,
    audience,
  }: DatasetCommand & { readonly audience: 'everybody' | readonly Did[] },
): Promise<Result<Dataset, DomainError>> {
  return catalog.run(async ({ datasets, published, recordLog }) => {
    const dataset = await datasets.get(participantId, datasetId)
    if (dataset === undefined)
      return err(domainError('not-found', `there is no dataset ${datasetId}`))
    const { audience: _before, ...open } = dataset
    const stored = await datasets.update(audience === 'everybody' ? open : { ...open, audience })
    if (!stored.ok) return stored
    await showDataset(published, stored.value)
    await recordLog.append({
      ...{ participantId, actor: participantId, subject: datasetId, type: 'dataset.audience-set' },
      at: clock.now().toISOString(),
      facts: { audience: audience === 'everybody' ? audience : String(audience.length) },
    })
    return ok(stored.value)
  })
}
