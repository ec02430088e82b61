import type { Did } from '@lianshu/kernel'
import {
  contractAgreementMessage,
  contractAgreementVerificationMessage,
  contractNegotiationEventMessage,
  contractRequestMessage,
} from '@lianshu/protocol/dsp'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import type { Management } from '../management.ts'
import { kitParticipant } from '../participant.ts'
import { plainUse, type Started } from '../triggers.ts'
import type { Counterparty } from './counterparty.ts'

export interface Stage {
  readonly management: Management
  readonly counterparty: Counterparty
  /** Our participant, and the base of its protocol endpoints. */
  readonly participantId: Did
  readonly base: string
}

/** The counterparty asks for a dataset of ours and negotiates to the end; resolves to the agreement's id. */
export async function agreeAsConsumer(
  { counterparty, base }: Stage,
  datasetId: string,
  offer: object,
): Promise<string> {
  const consumerPid = `urn:conformance:${datasetId}`
  const asked = contractRequestMessage.render({
    ...{ consumerPid, callbackAddress: counterparty.url },
    offer: { ...(offer as MessageOffer), target: datasetId },
  })
  const begun = (await counterparty.send(`${base}/negotiations/request`, asked)) as {
    providerPid: string
  }
  const pids = { consumerPid, providerPid: begun.providerPid }
  const { agreement } = await counterparty.next(`/negotiations/${consumerPid}/agreement`)
  const to = `${base}/negotiations/${pids.providerPid}/agreement/verification`
  await counterparty.send(to, contractAgreementVerificationMessage.render(pids))
  await counterparty.next(`/negotiations/${consumerPid}/events`)
  return (agreement as { '@id': string })['@id']
}

/** Our participant asks the counterparty, which agrees; the agreement has the id of its dataset. */
export async function agreeAsProvider(stage: Stage, datasetId: string): Promise<void> {
  const { management, counterparty, participantId, base } = stage
  const { id: consumerPid } = await management.post<Started>('/negotiations', {
    ...{ providerId: kitParticipant, providerAddress: counterparty.url },
    offer: { '@id': 'plain', '@type': 'Offer', target: datasetId, permission: plainUse },
  })
  await counterparty.next('/negotiations/request')
  const pids = { consumerPid, providerPid: providerPidFor(consumerPid) }
  const agreement = contractAgreementMessage.render({
    ...pids,
    agreement: {
      ...{ '@id': datasetId, '@type': 'Agreement', target: datasetId, permission: plainUse },
      ...{ assigner: kitParticipant, assignee: participantId },
      timestamp: new Date().toISOString(),
    },
  })
  const to = `${base}/negotiations/${consumerPid}`
  await counterparty.send(`${to}/agreement`, agreement)
  await counterparty.next(`/negotiations/${pids.providerPid}/agreement/verification`)
  const finalized = contractNegotiationEventMessage.render({ ...pids, eventType: 'FINALIZED' })
  await counterparty.send(`${to}/events`, finalized)
}

/** The counterparty's pid of a negotiation that we began. */
export const providerPidFor = (consumerPid: string): string => `${consumerPid}:theirs`
