import type { PeerClient } from '@lianshu/adapters'
import type { AskTransferState } from '@lianshu/exchange'
import { joinAddress, pathSegment, transferProcess } from '@lianshu/protocol/dsp'

/** Reads the other side's copy by its own pid: both sides have that endpoint, or answer with an error. */
export const askTransferState =
  (peers: Pick<PeerClient, 'json'>): AskTransferState =>
  async ({ participantId, counterpartyId, counterpartyAddress, counterpartyPid }) => {
    if (counterpartyPid === undefined) return undefined
    const answer = await peers.json({
      ...{ from: participantId, to: counterpartyId, method: 'GET', kind: 'transfer' },
      url: joinAddress(counterpartyAddress, `transfers/${pathSegment(counterpartyPid)}`),
      timeoutMs: 10_000,
    })
    const process = answer.ok ? transferProcess.parse(answer.value.body) : undefined
    return process?.ok ? process.value.state : undefined
  }
