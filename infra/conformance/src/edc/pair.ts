import type { Json } from '@lianshu/kernel'
import { given } from './checks.ts'
import { createEdcManagement } from './management.ts'
import { contractRequest } from './management-bodies.ts'
import { startEdc } from './runtime.ts'

export interface EdcPair extends AsyncDisposable {
  /** What to post where so that the consumer asks the provider for a contract. */
  readonly negotiation: {
    readonly url: string
    readonly body: Json
  }
}

const datasetId = 'machines'

/** A consumer and a provider of EDC's make; the provider's one dataset is on offer to everybody. */
export async function openEdcPair(
  options: Omit<Parameters<typeof startEdc>[0], 'name'>,
): Promise<EdcPair> {
  await using stack = new AsyncDisposableStack()
  const start = async (name: string) => {
    const edc = await startEdc({ ...options, name })
    stack.defer(edc.stop)
    return edc
  }
  const [consumer, provider] = await Promise.all([start('consumer'), start('provider')])
  await createEdcManagement(provider.management).offer(datasetId, 'http://localhost:1/nothing')
  const asking = createEdcManagement(consumer.management)
  const peer = { id: provider.participantId, address: provider.protocol }
  const { dataset } = await asking.catalog(peer)
  const offer = given(dataset[0]?.hasPolicy[0], 'offer of EDC')
  const body = contractRequest(peer, datasetId, offer)
  const negotiation = { url: asking.negotiations, body }
  const held = stack.move()
  return { negotiation, [Symbol.asyncDispose]: () => held.disposeAsync() }
}
