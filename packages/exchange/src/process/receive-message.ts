import {
  type Clock,
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  type Inbox,
  type Json,
  type LogRecord,
  type RecordLog,
  type Result,
  type Transactor,
  type VersionedStore,
} from '@lianshu/kernel'
import type { WireAnswer } from '../wire.ts'
import { orFail, retryLostRaces } from './lost-race.ts'
import { digestOf, messageIdOf, overtakenId } from './message-digest.ts'
import { type Process, pidsOf } from './process.ts'

/** A message to a running process, with who sent it and the pid of the path. */
export interface Received<Message> {
  readonly participantId: Did
  readonly callerId: Did
  readonly pid: string
  readonly message: Message
}

type PidMessage = { '@id'?: string; providerPid?: string; consumerPid?: string }
interface ReceivingStores {
  readonly inbox: Inbox
  readonly recordLog: RecordLog
}

export interface Reception<P extends Process, Stores extends ReceivingStores, Prepared> {
  readonly transactor: Transactor<Stores>
  readonly clock: Clock
  readonly store: (stores: Stores) => VersionedStore<P, never>
  /** What needs the network or a key: done once, when the unit of work is tried first, not in a transaction. */
  readonly prepare?: (process: P) => Promise<Prepared>
  /** The process after the message; throws DomainFailure to refuse it. May write to other stores. */
  readonly apply: (process: P, stores: Stores, now: string, prepared: Prepared) => Promise<P>
  readonly record: (process: P) => Pick<LogRecord, 'type' | 'agreementId' | 'policyHash' | 'reason'>
  readonly answer: (process: P) => Omit<WireAnswer, 'status'>
}

/**
 * Takes one message of a running process: duplicate, legal step, state, log record and answer in one
 * transaction. A duplicate gets the first answer again; a refused message changes nothing; an unknown
 * pid and one that belongs to somebody else are both `not-found`.
 */
export function receiveMessage<
  P extends Process,
  Stores extends ReceivingStores,
  Message extends PidMessage,
  Prepared = undefined,
>(
  reception: Reception<P, Stores, Prepared>,
  { participantId, callerId, pid, message }: Received<Message>,
): Promise<Result<WireAnswer, DomainError>> {
  const { transactor, clock, store, apply, record, answer } = reception
  const owned = (process: P | undefined): P => {
    if (process?.counterpartyId === callerId) return process
    throw new DomainFailure(domainError('not-found', `there is no process ${pid}`))
  }
  return retryLostRaces(async () => {
    const digest = await digestOf(message)
    const prepareFor = prepareOnce(reception.prepare)

    const take = async (stores: Stores): Promise<WireAnswer> => {
      const process = owned(await store(stores).recall(participantId, pid))
      const prepared = (await prepareFor(process)) as Prepared
      const messageId = messageIdOf(message, digest, process)
      const key = { participantId, counterpartyId: callerId, messageId }
      const first = await stores.inbox.firstAnswer(key)
      if (first) return { ...answer(process), ...first }

      const counterpartyPid = otherPid(process, message)
      const now = clock.now().toISOString()
      const next = await apply({ ...process, counterpartyPid }, stores, now, prepared)
      const lastReceived = { digest, messageId }
      const stored = orFail(await store(stores).update({ ...next, lastReceived, updatedAt: now }))
      const subject = stored.id
      await stores.recordLog.append({
        participantId,
        actor: callerId,
        subject,
        at: now,
        ...record(stored),
      })
      const reply = { status: 200, ...answer(stored) }
      await stores.inbox.record(key, { status: reply.status, body: reply.body as Json })
      return reply
    }
    const answerAgain =
      (refusal: unknown) =>
      async (stores: Stores): Promise<WireAnswer> => {
        const process = owned(await store(stores).get(participantId, pid))
        const messageId = overtakenId(message, digest, process)
        const key = messageId && { participantId, counterpartyId: callerId, messageId }
        const first = key && (await stores.inbox.firstAnswer(key))
        if (first) return { ...answer(process), ...first }
        throw refusal
      }
    return transactor.run(take).catch((refusal: unknown) => {
      if (isIllegalStep(refusal)) return transactor.run(answerAgain(refusal))
      throw refusal
    })
  })
}

/** Prepares for one version of the process; once it has gone on, everything starts anew. */
function prepareOnce<P extends Process, Prepared>(prepare?: (process: P) => Promise<Prepared>) {
  let made: { readonly version: number; readonly prepared: Prepared } | undefined
  return async (process: P): Promise<Prepared | undefined> => {
    if (!prepare) return undefined
    made ??= { version: process.version, prepared: await prepare(process) }
    if (made.version === process.version) return made.prepared
    throw new DomainFailure(domainError('conflict.stale', `${process.id} has moved on meanwhile`))
  }
}

const isIllegalStep = (refusal: unknown): boolean =>
  refusal instanceof DomainFailure && refusal.error.code === 'state.illegal'

/** The other side's pid; a message may teach it when our first message's answer is still on its way. */
function otherPid(process: Process, message: PidMessage): string {
  const { consumerPid, providerPid } = message
  const [own, other] =
    process.side === 'consumer' ? [consumerPid, providerPid] : [providerPid, consumerPid]
  const known = pidsOf(process)
  const ownFits = own === undefined || own === process.id
  const otherFits = other !== undefined && (process.counterpartyPid ?? other) === other
  if (ownFits && otherFits) return other
  throw new DomainFailure(
    domainError('input.invalid', 'the pids of the message are not those of the process', {
      details: known,
    }),
  )
}
