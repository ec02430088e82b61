import type { Negotiation, StoredAgreement, Transfer } from '@lianshu/exchange'
import type { Did, LogRecord } from '@lianshu/kernel'
import type { SideSnapshot, Snapshot } from '../judge/snapshot.ts'

const consumer = 'did:web:consumer' as Did
const provider = 'did:web:provider' as Did
const policy = { '@id': 'urn:a', '@type': 'Agreement', target: 'urn:d' }

const record = (owner: Did, subject: string, actor: Did, type: string): LogRecord => ({
  ...{ participantId: owner, subject, actor, type, at: 'now' },
})

const negotiationSteps: readonly [Did, string][] = [
  [consumer, 'negotiation.requested'],
  [provider, 'negotiation.agreed'],
  [consumer, 'negotiation.verified'],
  [provider, 'agreement.finalized'],
]
const transferSteps: readonly [Did, string][] = [
  [consumer, 'transfer.requested'],
  [provider, 'transfer.started'],
  [consumer, 'transfer.completed'],
]

function sideOf(side: 'consumer' | 'provider'): SideSnapshot {
  const own = side === 'consumer' ? consumer : provider
  const pids = (kind: string) => ({
    id: `urn:${kind}:${side}`,
    counterpartyPid: `urn:${kind}:${side === 'consumer' ? 'provider' : 'consumer'}`,
  })
  const signatures = { policyHash: 'h', providerSignature: 'p', consumerSignature: 'c' }
  const negotiation = { ...pids('n'), side, state: 'FINALIZED', agreementId: 'urn:a' }
  const agreement = { id: 'urn:a', side, state: 'FINALIZED', negotiationId: `urn:n:${side}` }
  const transfer = { ...pids('t'), side, state: 'COMPLETED' }
  const told = (steps: readonly [Did, string][], pid: string) =>
    steps.map(([actor, type]) => record(own, pid, actor, type))
  return {
    participantId: own,
    negotiations: [negotiation as Negotiation],
    transfers: [transfer as Transfer],
    agreements: [{ ...agreement, policy, ...signatures } as unknown as StoredAgreement],
    records: [...told(negotiationSteps, `urn:n:${side}`), ...told(transferSteps, `urn:t:${side}`)],
    gateEffects:
      side === 'provider'
        ? [
            { transfer: 'urn:t:provider', effect: 'opened' },
            { transfer: 'urn:t:provider', effect: 'closed' },
          ]
        : [],
    ...{ dead: [], waiting: [] },
  }
}

/** Two sides that agree on one finalized negotiation and one completed transfer. */
export const agreeingSides = (): Snapshot => ({
  consumer: sideOf('consumer'),
  provider: sideOf('provider'),
})
