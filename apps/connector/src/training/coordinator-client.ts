import type { PeerAnswer, PeerClient } from '@lianshu/adapters'
import type { CoordinatorClient } from '@lianshu/federated'
import {
  type Did,
  type DomainError,
  domainError,
  type ErrorCode,
  err,
  errorCodes,
  type Json,
  ok,
  type Result,
} from '@lianshu/kernel'
import { workSchema } from '@lianshu/protocol/rounds'

/** A little more than the coordinator lets a request for work wait. */
const longPollMs = 40_000

export interface CoordinatorAddress {
  readonly from: Did
  readonly coordinator: Did
  readonly runUrl: string
}

/** Calls the coordinator of one run in the name of one owner. An owner only calls out. */
export function createCoordinatorClient(
  peers: PeerClient,
  { from, coordinator, runUrl }: CoordinatorAddress,
): CoordinatorClient {
  const call = { from, to: coordinator }
  const post = async (path: string, body: Json) =>
    done(
      await peers.json({ ...call, url: `${runUrl}/${path}`, method: 'POST', body, kind: 'rounds' }),
    )
  return {
    join: (request) => post('join', { ...request }),
    advertiseKey: (advertisement) => post('keys', { advertisement }),
    restart: (binding) => post('restart', { ...binding }),
    leave: (statement) => post('leave', { statement }),

    async nextWork(seen, signal) {
      const query = seen === undefined ? '' : `?seen=${encodeURIComponent(seen)}`
      const url = `${runUrl}/work${query}`
      const answer = await peers.json({
        ...call,
        url,
        method: 'GET',
        kind: 'rounds',
        timeoutMs: longPollMs,
        signal,
      })
      if (!answer.ok) return err(itsError(answer.error))
      const work = workSchema.safeParse(answer.value.body)
      return work.success
        ? ok(work.data)
        : err(domainError('peer.invalid', 'the coordinator gave no work that we understand'))
    },

    async submitVector(statement, body) {
      const headers = { 'x-lianshu-statement': statement }
      return done(
        await peers.bytes({
          ...call,
          url: `${runUrl}/vectors`,
          method: 'PUT',
          body,
          headers,
          kind: 'masked-vectors',
        }),
      )
    },

    async model(sha256, maxBytes) {
      const url = `${runUrl}/models/${sha256}`
      const answer = await peers.bytes({ ...call, url, method: 'GET', kind: 'rounds', maxBytes })
      return answer.ok ? ok(answer.value.body) : err(itsError(answer.error))
    },
  }
}

const done = (answer: Result<PeerAnswer<unknown>, DomainError>): Result<void, DomainError> =>
  answer.ok ? ok(undefined) : err(itsError(answer.error))

/** The coordinator's own code where it gave one: a late vector is late here, too, and not just refused. */
function itsError(error: DomainError): DomainError {
  const status = Number(error.details?.status ?? 0)
  if (error.code === 'peer.refused' && status >= 500) return { ...error, code: 'peer.unreachable' }
  const code = errorCodes.find((known) => known === (error.details?.code as ErrorCode | undefined))
  return code ? { ...error, code } : error
}
