import type { PeerClient } from '@lianshu/adapters'
import type { AskTransferState } from '@lianshu/exchange'
import { joinAddress, pathSegment, transferProcess } from '@lianshu/protocol/dsp'
import { isSilent } from './with-standing.ts'

/** Reads the other side's copy by its own pid: both sides have that endpoint, or answer that they have not. */
export const askTransferState =
  (peers: Pick<PeerClient, 'json'>): AskTransferState =>
  async ({ participantId, counterpartyId, counterpartyAddress, counterpartyPid }) => {
    if (counterpartyPid === undefined) return undefined
    const answer = await peers.json({
      ...{ from: participantId, to: counterpartyId, method: 'GET', kind: 'transfer' },
      url: joinAddress(counterpartyAddress, `transfers/${pathSegment(counterpartyPid)}`),
      timeoutMs: 10_000,
    })
    if (!answer.ok) return isSilent(answer.error) ? undefined : 'UNREACHABLE'
    const process = transferProcess.parse(answer.value.body)
    return process.ok ? process.value.state : undefined
  }
