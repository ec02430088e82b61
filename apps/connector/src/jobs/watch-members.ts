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
  readonly logger: Logger
}

export interface MemberWatch {
  /** Resolves when the look that runs has ended. */
  stop(): Promise<void>
}

/** What the other side is told, and whoever looks at the process later. */
const reasons: Readonly<Record<LostStanding, string>> = {
  suspended: 'the operator of the space suspended the membership',
  revoked: 'the operator of the space revoked the membership',
}

/**
 * Looks at the status of everybody with whom our participants trade, every `everyMs`, and ends every open
 * negotiation and transfer with those whose membership was taken away; what is begun while it is, too. The
 * operator's status lists tell it, so that nobody learns who trades with whom.
 */
export function watchMembers(deps: WatchMembersDeps, everyMs: number): MemberWatch {
  let running: Promise<void> | undefined
  const look = () => {
    running ??= lookAtAll(deps, everyMs)
      .catch((error) => {
        deps.logger.error('members could not be looked at', { error: String(error) })
      })
      .finally(() => {
        running = undefined
      })
  }
  const timer = setInterval(look, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}

async function lookAtAll(deps: WatchMembersDeps, everyMs: number): Promise<void> {
  for (const known of await deps.knownMembers.trading()) {
    const lost = await lostStanding(deps.accepting, known, everyMs)
    if (lost) await part(deps, known, lost)
  }
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
