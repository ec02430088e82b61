import { findAll, type Logger } from '@lianshu/kernel'
import { followRequest, type WalletRequest } from '@lianshu/trust'
import type { Connector } from '../connector.ts'

export type WatchRequestsDeps = Pick<Connector, 'holding' | 'participants'> & {
  readonly logger: Logger
}

export interface RequestWatch {
  /** Resolves when the look that runs has ended. */
  stop(): Promise<void>
}

/**
 * Asks issuers about requests for credentials whose outcome is overdue, at the start and every `everyMs`: the
 * message with it may have died on its way, and nobody else would notice. What is open is read from the requests.
 */
export function watchRequests(deps: WatchRequestsDeps, everyMs: number): RequestWatch {
  let running: Promise<void> | undefined
  let closing = false
  const look = () => {
    running ??= lookAtAll(deps, () => closing)
      .catch((error) => {
        deps.logger.error('requests for credentials were not looked at', { error: String(error) })
      })
      .finally(() => {
        running = undefined
      })
  }
  look()
  const timer = setInterval(look, everyMs)
  return {
    async stop() {
      closing = true
      clearInterval(timer)
      await running
    },
  }
}

async function lookAtAll(
  { holding, participants, logger }: WatchRequestsDeps,
  isClosing: () => boolean,
): Promise<void> {
  for (const { id: holder } of await participants.all()) {
    for await (const request of findAll(holding.requests, holder, { state: 'RECEIVED' })) {
      if (isClosing()) return
      const followed = await followRequest(holding, request)
      const fields = { holder, id: request.id, issuer: request.issuer }
      if (!followed.ok) {
        logger.warn('an issuer did not say where a request for credentials stands', {
          ...{ ...fields, code: followed.error.code },
        })
      } else if (hasEnded(request, followed.value)) {
        logger.warn('a request for credentials ended without its message', {
          ...{ ...fields, state: followed.value.state },
        })
      }
    }
  }
}

/** Ended by what its issuer said, or another one has taken its place. */
const hasEnded = (before: WalletRequest, after: WalletRequest): boolean =>
  after.id !== before.id || after.state !== before.state
