import { type EndAllDeps, endAllWith } from '@lianshu/exchange'
import type { Logger } from '@lianshu/kernel'
import {
  type KnownMember,
  type KnownMembers,
  type LostStanding,
  lostStanding,
} from '@lianshu/trust'

export interface WatchMembersDeps extends EndAllDeps {
  readonly knownMembers: Pick<KnownMembers, 'trading'>
  /** What decides about credentials. */
  readonly accepting: Parameters<typeof lostStanding>[0]
  /** How long a membership may be over before what is open ends, in milliseconds. */
  readonly graceMs: number
  readonly logger: Logger
}

export interface MemberWatch {
  /** Resolves when the look that runs has ended. */
  settled(): Promise<void>
  /** No more looks; resolves like `settled`. */
  stop(): Promise<void>
}

/** What the other side is told, and whoever looks at the process later. */
const reasons: Readonly<Record<LostStanding, string>> = {
  suspended: 'the operator of the space suspended the membership',
  revoked: 'the operator of the space revoked the membership',
  expired: 'the membership is over, and no renewed one was shown in time',
}

/**
 * Looks at the status of everybody with whom our participants trade, every `everyMs`, and ends every open
 * negotiation and transfer with those whose membership was taken away or ended without being renewed; what is
 * begun while it is, too. The operator's status lists tell it, so that nobody learns who trades with whom. Each
 * look fetches them anew, once for all: what was taken away is seen by the next look.
 */
export function watchMembers(deps: WatchMembersDeps, everyMs: number): MemberWatch {
  let running: Promise<void> | undefined
  const look = () => {
    running ??= lookAtAll(deps)
      .catch((error) => {
        deps.logger.error('members could not be looked at', { error: String(error) })
      })
      .finally(() => {
        running = undefined
      })
  }
  const timer = setInterval(look, everyMs)
  const settled = async () => running
  return {
    settled,
    async stop() {
      clearInterval(timer)
      await settled()
    },
  }
}

/** At all at once: whose lists cannot be had must not keep the others waiting. */
async function lookAtAll(deps: WatchMembersDeps): Promise<void> {
  const { accepting, graceMs, knownMembers } = deps
  const began = accepting.clock.now().getTime()
  const look = async (known: KnownMember) => {
    const maxAgeMs = accepting.clock.now().getTime() - began
    const lost = await lostStanding(accepting, known, { maxAgeMs, graceMs })
    if (lost) await part(deps, known, lost)
  }
  const looks = await Promise.allSettled((await knownMembers.trading()).map(look))
  const failed = looks.find(({ status }) => status === 'rejected')
  if (failed) throw (failed as PromiseRejectedResult).reason
}

async function part(
  deps: WatchMembersDeps,
  { participantId, member: counterpartyId }: KnownMember,
  lost: LostStanding,
): Promise<void> {
  const ending = { code: `member.${lost}`, reason: reasons[lost] }
  const ended = await endAllWith(deps, { participantId, counterpartyId, ...ending })
  for (const { kind, id, result } of ended) {
    const fields = { kind, id, participantId, counterpartyId }
    if (result.ok) deps.logger.info(`ended, as the membership is ${lost}`, fields)
    else deps.logger.warn('could not be ended yet', { ...fields, code: result.error.code })
  }
}
