import type { Json, OutboxMessage } from '@lianshu/kernel'
import { transferTerminationMessage } from '@lianshu/protocol/dsp'
import type { ExchangeStores } from '../ports.ts'
import { endingFields } from '../process/ending.ts'
import { pidsOf } from '../process/process.ts'
import { processAddress } from '../process/send-message.ts'
import type { Transfer } from './transfer.ts'

/** Tells the other side that we ended a transfer, after what became of the message `cause`. */
export async function tellTransferEnding(
  { outbox }: Pick<ExchangeStores, 'outbox'>,
  transfer: Transfer,
  cause: Pick<OutboxMessage, 'id'>,
): Promise<void> {
  const id = `${cause.id}:termination`
  const ending = transfer.ending ?? { code: '', reasons: [] }
  const fields = { ...pidsOf(transfer), ...endingFields(ending) }
  const body = transferTerminationMessage.render({ '@id': id, ...fields })
  await outbox.add({
    ...{ id, kind: 'transfer', processId: transfer.id, participantId: transfer.participantId },
    counterpartyId: transfer.counterpartyId,
    to: processAddress('transfer', transfer, 'termination'),
    body: body as unknown as Json,
  })
}
