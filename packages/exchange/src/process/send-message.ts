import {
  type Clock,
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  type Json,
  type LogRecord,
  mintUrn,
  type Outbox,
  type Random,
  type RecordLog,
  type Result,
  type Transactor,
  type VersionedStore,
} from '@lianshu/kernel'
import { joinAddress, pathSegment } from '@lianshu/protocol/dsp'
import { orFail, retryLostRaces } from './lost-race.ts'
import type { Process } from './process.ts'

interface SendingStores {
  readonly outbox: Outbox
  readonly recordLog: RecordLog
}

/** What a step sends: the path below `…/<area>/<their pid>` and the message without its id. */
export interface Outgoing<P> {
  readonly next: P
  readonly path: string
  readonly message: object
}

export interface Sending<P extends Process, Stores extends SendingStores, Prepared> {
  readonly transactor: Transactor<Stores>
  readonly clock: Clock
  readonly random: Random
  /** `negotiation` or `transfer`: names the settler and, in the plural, the path. */
  readonly kind: 'negotiation' | 'transfer'
  readonly store: (stores: Stores) => VersionedStore<P, never>
  readonly prepare?: (process: P) => Promise<Prepared>
  /** The step and its message; throws DomainFailure when it is not possible now. */
  readonly apply: (
    process: P,
    stores: Stores,
    now: string,
    prepared: Prepared,
  ) => Promise<Outgoing<P>>
  readonly record: (process: P) => Pick<LogRecord, 'type' | 'agreementId' | 'policyHash' | 'reason'>
}

/**
 * Takes one step of our own: state, message to send and log record in one transaction. The new state
 * holds at once, since the other side may answer before we have read its acknowledgement.
 */
export function sendMessage<P extends Process, Stores extends SendingStores, Prepared = undefined>(
  sending: Sending<P, Stores, Prepared>,
  command: { readonly participantId: Did; readonly id: string; readonly known?: P },
): Promise<Result<P, DomainError>> {
  const { transactor, clock, random, kind, store, apply, record } = sending
  const { participantId, id } = command
  let { known } = command
  const read = async (stores: Stores): Promise<P> => {
    const process = await store(stores).get(participantId, id)
    if (process) return process
    throw new DomainFailure(domainError('not-found', `there is no ${kind} ${id}`))
  }
  return retryLostRaces(async () => {
    const seen = known ?? (sending.prepare ? await transactor.run(read) : undefined)
    known = undefined
    const prepared = (seen && (await sending.prepare?.(seen))) as Prepared
    return transactor.run(async (stores) => {
      // What was seen before is as good: the update fails when it is not the newest any more.
      const process = seen ?? (await read(stores))
      const now = clock.now().toISOString()
      const { next, path, message } = await apply(process, stores, now, prepared)
      const lastReceived = next.lastReceived && { ...next.lastReceived, overtaken: true }
      const stored = orFail(await store(stores).update({ ...next, lastReceived, updatedAt: now }))
      // Without their pid there is nowhere to send to yet: the settler of our first message sends on.
      if (stored.counterpartyPid !== undefined) {
        const messageId = mintUrn(random)
        await stores.outbox.add({
          id: messageId,
          participantId,
          counterpartyId: stored.counterpartyId,
          to: processAddress(kind, stored, path),
          body: { ...message, '@id': messageId } as unknown as Json,
          processId: id,
          kind,
        })
      }
      await stores.recordLog.append({
        ...{ participantId, actor: participantId, subject: id, at: now },
        ...record(stored),
      })
      return stored
    })
  })
}

/** Where the other side takes messages to its copy of a process. */
export const processAddress = (
  kind: 'negotiation' | 'transfer',
  process: Pick<Process, 'counterpartyAddress' | 'counterpartyPid'>,
  path: string,
): string =>
  joinAddress(
    process.counterpartyAddress,
    `${kind}s/${pathSegment(process.counterpartyPid ?? '')}/${path}`,
  )
