import {
  type Clock,
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  err,
  type Json,
  ok,
  type Result,
} from '@lianshu/kernel'
import { type CredentialMessage, dcpContext } from '@lianshu/protocol/dcp'
import type { Issuance } from './issuance.ts'
import { issuanceMachine } from './issuance-machine.ts'
import { type IssueCredentialDeps, issueCredential } from './issue-credential.ts'
import type { IssuanceDecision, IssuancePolicy, IssuingStores, IssuingTransactor } from './ports.ts'

export interface DecideIssuanceDeps extends Omit<IssueCredentialDeps, 'issued'> {
  readonly issuer: Did
  readonly issuing: IssuingTransactor
  readonly policy: IssuancePolicy
  readonly clock: Clock
}

/** `kind` of an outcome in the outbox: what settles its delivery. */
export const outcomeKind = 'credential'

/**
 * Decides on a request that was received: its credentials or its rejection, the message that brings
 * them to the holder and the log record commit together. A request that is decided, or that waits for
 * somebody, comes back as it is. `conflict.stale` when the holder's standing changed meanwhile: decide again.
 */
export async function decideIssuance(
  deps: DecideIssuanceDeps,
  { id }: { readonly id: string },
): Promise<Result<Issuance, DomainError>> {
  const { issuer, issuing, policy } = deps
  return issuing.run(async (stores) => {
    const issuance = await stores.issuances.get(issuer, id)
    if (!issuance) return err(domainError('not-found', 'there is no such request'))
    if (issuance.state !== 'RECEIVED') return ok(issuance)
    const decision = await policy(stores, { issuer, holder: issuance.holder })
    switch (decision.kind) {
      case 'wait':
        return ok(issuance)
      case 'issue':
        return issue(deps, stores, issuance, decision)
      case 'reject':
        return conclude(deps, stores, issuance, { event: 'reject', reason: decision.reason })
      case 'stranger':
        return conclude(deps, stores, issuance, { event: 'reject', reason: 'not known here' })
    }
  })
}

async function issue(
  deps: DecideIssuanceDeps,
  stores: IssuingStores,
  issuance: Issuance,
  { facts, member }: Extract<IssuanceDecision, { kind: 'issue' }>,
): Promise<Result<Issuance, DomainError>> {
  // Written over as it is: whoever takes the membership away at this moment makes one of us start again.
  const untouched = member && (await stores.members.update(member))
  if (untouched?.ok === false) throw new DomainFailure(untouched.error)
  const credentials: CredentialMessage['credentials'] = []
  for (const objectId of issuance.credentials) {
    const wish = { holder: issuance.holder, request: issuance.id, objectId, facts }
    credentials.push(await issueCredential({ ...deps, issued: stores.issued }, wish))
  }
  return conclude(deps, stores, issuance, { event: 'issue', credentials })
}

type Outcome =
  | { readonly event: 'issue'; readonly credentials: CredentialMessage['credentials'] }
  | { readonly event: 'reject'; readonly reason: string }

async function conclude(
  { issuer, clock }: DecideIssuanceDeps,
  { issuances, outbox, recordLog }: IssuingStores,
  issuance: Issuance,
  outcome: Outcome,
): Promise<Result<Issuance, DomainError>> {
  const { id, holder, holderPid } = issuance
  const next = issuanceMachine.next(issuance.state, outcome.event, 'issuer')
  if (!next.ok) return next
  const at = clock.now().toISOString()
  const isIssued = outcome.event === 'issue'
  const reason = isIssued ? undefined : outcome.reason
  const decided = { state: next.value, delivery: 'under-way', decidedAt: at, reason } as const
  const saved = await issuances.update({ ...issuance, ...decided })
  if (!saved.ok) throw new DomainFailure(saved.error)
  const message: CredentialMessage = {
    '@context': [dcpContext],
    ...{
      type: 'CredentialMessage',
      issuerPid: id,
      holderPid,
      status: isIssued ? 'ISSUED' : 'REJECTED',
    },
    credentials: isIssued ? outcome.credentials : [],
    ...(!isIssued && { rejectionReason: outcome.reason }),
  }
  await outbox.add({
    ...{ id, participantId: issuer, counterpartyId: holder, to: holder, processId: id },
    ...{ kind: outcomeKind, body: message as unknown as Json },
  })
  await recordLog.append({
    ...{ participantId: issuer, actor: issuer, subject: holder, at, reason },
    type: isIssued ? 'credential.issued' : 'credential.rejected',
    facts: { request: id },
  })
  return saved
}
