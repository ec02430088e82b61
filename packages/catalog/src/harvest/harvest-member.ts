import {
  type Clock,
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  err,
  type Json,
  type Logger,
  ok,
  type Result,
} from '@lianshu/kernel'
import { catalogMessage, maximumDatasetsPerPage } from '@lianshu/protocol/dcat'
import type { BrokerCatalog, CatalogClient, EntryVerifier, HarvestedMember } from '../ports.ts'
import { checkEntries } from './check-entries.ts'
import type { HarvestRecord } from './harvest-record.ts'
import { storeHarvest } from './store-harvest.ts'

export interface HarvestDeps {
  readonly client: CatalogClient
  readonly verifier: EntryVerifier
  readonly catalog: BrokerCatalog
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * Fetches a member's catalogue, checks every entry and brings the broker's listings in line with it:
 * unchanged entries are not touched, vanished and refused ones are withdrawn, refusals are recorded.
 * Errors: `peer.*` when the catalogue cannot be had, and then nothing changes; `peer.invalid` when it
 * is no catalogue or not the member's own; `conflict.*` when another harvest of the member came first.
 */
export async function harvestMember(
  deps: HarvestDeps,
  command: { readonly brokerId: Did; readonly member: HarvestedMember },
): Promise<Result<HarvestRecord, DomainError>> {
  const { brokerId, member } = command
  const answer = await deps.client.fetch(member)
  if (!answer.ok) return answer
  const entries = entriesOf(answer.value ?? {}, member.did)
  if (!entries.ok) return entries
  const checked = await checkEntries(deps, member, entries.value)
  const at = deps.clock.now().toISOString()
  try {
    const record = await deps.catalog.run((stores) =>
      storeHarvest(stores, { brokerId, memberId: member.did, at, ...checked }),
    )
    for (const { entryId, code } of record.refused) {
      deps.logger.warn('entry refused', { member: member.did, entryId, code })
    }
    return ok(record)
  } catch (error) {
    if (error instanceof DomainFailure) return err(error.error)
    throw error
  }
}

/** The raw datasets of a member's catalogue: signatures are over what was sent, not over what was read. */
function entriesOf(answer: Json, member: Did): Result<readonly Json[], DomainError> {
  // Entries are read one by one, so that a bad one does not hide the others.
  const { dataset = [], ...envelope } = answer as { readonly dataset?: readonly Json[] }
  const catalog = catalogMessage.parse(envelope)
  if (!catalog.ok) return err(domainError('peer.invalid', catalog.error.message))
  if (catalog.value.participantId !== member) {
    return err(domainError('peer.invalid', `the catalogue is not that of ${member}`))
  }
  if (!Array.isArray(dataset) || dataset.length > maximumDatasetsPerPage) {
    return err(
      domainError('peer.invalid', 'the datasets of the catalogue are no list, or too many'),
    )
  }
  return ok(dataset)
}
