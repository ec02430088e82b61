import type { Json, OutboxMessage } from '@lianshu/kernel'
import { contractNegotiationTerminationMessage } from '@lianshu/protocol/dsp'
import type { ExchangeStores } from '../ports.ts'
import { endingFields } from '../process/ending.ts'
import { pidsOf } from '../process/process.ts'
import { processAddress } from '../process/send-message.ts'
import type { Negotiation } from './negotiation.ts'

/** Tells the other side that we ended a negotiation, after what became of the message `cause`. */
export async function tellNegotiationEnding(
  { outbox }: Pick<ExchangeStores, 'outbox'>,
  negotiation: Negotiation,
  cause: Pick<OutboxMessage, 'id'>,
): Promise<void> {
  const id = `${cause.id}:termination`
  const ending = negotiation.ending ?? { code: '', reasons: [] }
  const fields = { ...pidsOf(negotiation), ...endingFields(ending) }
  const body = contractNegotiationTerminationMessage.render({ '@id': id, ...fields })
  await outbox.add({
    ...{ id, kind: 'negotiation', processId: negotiation.id },
    participantId: negotiation.participantId,
    counterpartyId: negotiation.counterpartyId,
    to: processAddress('negotiation', negotiation, 'termination'),
    body: body as unknown as Json,
  })
}
