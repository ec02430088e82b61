import {
  asId,
  type Clock,
  canonicalJson,
  type DemandId,
  type Did,
  type DomainError,
  domainError,
  err,
  mintUrn,
  ok,
  type Random,
  type RecordLog,
  type Result,
  sha256,
  type Transactor,
  toHex,
  utf8,
  type VersionedStore,
} from '@lianshu/kernel'
import type { ListingIndex } from '../match/listing-index.ts'
import type { ExcludedListing } from '../match/match.ts'
import { matchDemand } from '../match/match-demand.ts'
import type { AnsweredListing, DemandRecord } from './demand-record.ts'
import { readDemand } from './read-demand.ts'

export interface AnswerDemandDeps {
  readonly index: ListingIndex
  readonly demands: Transactor<{
    readonly demands: VersionedStore<DemandRecord, 'seeker'>
    readonly recordLog: RecordLog
  }>
  readonly clock: Clock
  readonly random: Random
}

/**
 * Answers a seeker's demand and keeps question and answer, so that a later contract can point at why
 * this data was chosen. The log gets the hash of the text, never the text. `input.invalid` without words.
 */
export async function answerDemand(
  deps: AnswerDemandDeps,
  command: { readonly brokerId: Did; readonly seeker: Did; readonly text: string },
): Promise<Result<DemandRecord, DomainError>> {
  const { brokerId, seeker } = command
  const text = command.text.trim()
  if (text === '') return err(domainError('input.invalid', 'say what you need', { at: 'text' }))
  const match = await matchDemand(deps, { brokerId, reading: await readDemand(text) })
  const at = deps.clock.now().toISOString()
  const record: DemandRecord = {
    ...{ participantId: brokerId, id: asId<DemandId>(mintUrn(deps.random)), version: 0 },
    ...{ seeker, text, at },
    ranked: match.ranked.map((hit) => ({ ...answered(hit), score: hit.score })),
    excluded: match.excluded.map(answered),
    ...(match.nearest && { nearest: answered(match.nearest) }),
  }
  const textHash = toHex(await sha256(utf8(canonicalJson(text))))
  return deps.demands.run(async ({ demands, recordLog }) => {
    const stored = await demands.insert(record)
    if (!stored.ok) return stored
    const facts = { textHash, ranked: String(record.ranked.length) }
    const about = { participantId: brokerId, actor: seeker, subject: record.id, at, facts }
    await recordLog.append({ ...about, type: 'demand.answered' })
    return ok(stored.value)
  })
}

const answered = ({ listing, reasons }: ExcludedListing): AnsweredListing => ({
  listingId: listing.id,
  ownerId: listing.ownerId,
  title: listing.title,
  reasons,
})
