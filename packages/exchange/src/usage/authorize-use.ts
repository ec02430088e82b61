import {
  type Clock,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  type Transactor,
} from '@lianshu/kernel'
import { type Decision, decide, type UseRequest, understandPolicy } from '@lianshu/policy'
import type { StoredAgreement } from '../agreement/agreement.ts'
import { liveAgreement } from '../agreement/agreement-lookup.ts'
import type { ExchangeStores } from '../ports.ts'

type UsageStores = Pick<ExchangeStores, 'agreements' | 'transfers' | 'ledger' | 'recordLog'>

export interface AuthorizeUse {
  /** The owner, whose decision point and log these are. */
  readonly participantId: Did
  readonly agreementId: string
  /** What the use belongs to, e.g. the run's id; stands in the log. */
  readonly subject: string
  /** Names this use once, e.g. run, action and round: asking again neither counts nor logs again. */
  readonly key: string
  /** When given, this transfer has to be running: a pause stops every use. */
  readonly transferId?: string
  /** `at` is the owner's clock, never the asker's. */
  readonly request: Omit<UseRequest, 'at'>
  /**
   * Asks without counting, e.g. for a whole plan before it begins or goes on. Uses whose keys begin with
   * `keysFrom` are part of what is asked for: those of them that were counted already are not added to it.
   */
  readonly whole?: { readonly keysFrom: string }
}

export interface Permit {
  readonly agreement: StoredAgreement
  readonly decision: Decision
  /** Rounds counted for this action, this one included. */
  readonly roundsUsed: number
}

/**
 * The one enforcement point before any use: live agreement, decision, ledger and log record in one
 * transaction. A refusal is recorded, too, and is the `policy.*` error that says why.
 */
export function authorizeUse(
  deps: { readonly transactor: Transactor<UsageStores>; readonly clock: Clock },
  command: AuthorizeUse,
): Promise<Result<Permit, DomainError>> {
  return deps.transactor.run(async (stores) => {
    const at = deps.clock.now().toISOString()
    const asked = { ...command.request, at }
    const outcome = await judge(stores, command, asked)
    const { permit } = outcome
    if (permit.ok && !outcome.counted) return permit
    const { participantId, agreementId, subject } = command
    await stores.recordLog.append({
      ...{ participantId, actor: asked.assignee as Did, subject, at, agreementId },
      type: permit.ok ? 'use.permitted' : 'use.refused',
      decision: permit.ok ? 'permit' : 'deny',
      ...(!permit.ok && { reason: permit.error.code }),
      ...(outcome.agreement && { policyHash: outcome.agreement.policyHash }),
      facts: {
        action: asked.action,
        ...(permit.ok && { roundsUsed: String(permit.value.roundsUsed) }),
      },
    })
    return permit
  })
}

interface Judgement {
  readonly permit: Result<Permit, DomainError>
  readonly agreement?: StoredAgreement
  /** True when the ledger counted it now: a repeated or uncounted permit is not logged again. */
  readonly counted?: boolean
}

async function judge(
  stores: UsageStores,
  command: AuthorizeUse,
  request: UseRequest,
): Promise<Judgement> {
  const { participantId, agreementId, key, transferId, whole } = command
  const live = await liveAgreement(stores, participantId, agreementId)
  if (!live.ok) return { permit: live }
  const agreement = live.value
  if (transferId !== undefined) {
    const transfer = await stores.transfers.get(participantId, transferId)
    if (transfer?.agreementId !== agreementId || transfer.state !== 'STARTED') {
      const refusal = domainError('policy.denied', `the transfer ${transferId} is not running`)
      return { permit: err(refusal), agreement }
    }
  }
  const policy = understandPolicy(agreement.policy)
  if (!policy.ok) return { permit: policy, agreement }

  const counter = { participantId, agreementId, counter: `${request.action}.rounds` }
  const roundsUsed = await stores.ledger.used(counter, whole ?? { key })
  const decision = decide(policy.value, request, { used: { rounds: roundsUsed } })
  if (decision.decision === 'deny') {
    const refusal = domainError(decision.code ?? 'policy.denied', decision.words.en, {
      details: { rule: decision.rule, words: decision.words },
    })
    return { permit: err(refusal), agreement }
  }
  if (whole) return { permit: ok({ agreement, decision, roundsUsed }), agreement }

  // The decision read the sum without a lock; the ledger checks it again as it counts.
  const amount = request.rounds ?? 1
  const entry = await stores.ledger.use({ ...counter, key, amount, limit: decision.limits?.rounds })
  if (!entry.ok) return { permit: entry, agreement }
  const permit = ok({ agreement, decision, roundsUsed: entry.value.used })
  return { permit, agreement, counted: entry.value.counted }
}
