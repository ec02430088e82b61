import type { Negotiation, Transfer } from '@lianshu/exchange'
import type { RootCatalog } from '@lianshu/protocol/dcat'
import type { Offer } from '@lianshu/protocol/odrl'
import { type BothSides, bothNegotiations, type TransferIds } from './both-sides.ts'
import { type Check, given, same } from './checks.ts'
import { movesOf } from './moves.ts'
import { until } from './until.ts'

const format = 'HttpData-PUSH'
const datasetId = 'machines'

/** A member of EDC's own data address, by the name that its data plane looks for. */
const pushedTo = (address: string) => ({
  ...{ '@type': 'DataAddress', endpointType: 'HttpData', endpoint: address },
  endpointProperties: [
    {
      ...{ '@type': 'EndpointProperty', name: 'https://w3id.org/edc/v0.0.1/ns/baseUrl' },
      value: address,
    },
  ],
})

/** We find a dataset of EDC, get the right to it, and have it pushed to us. */
export async function checkEdcAsProvider(check: Check, both: BothSides): Promise<void> {
  const { edc, management, ours, data, signal } = both
  const { api, path } = ours
  const provider = { providerId: edc.participantId, providerAddress: edc.protocol }
  await management.offer(datasetId, data.source)

  const offer = await check('edc-provider:catalogue', async () => {
    const { catalog } = await api.post<{ catalog: RootCatalog }>(
      `${path}/catalog/request`,
      provider,
    )
    same('whose catalogue it is', catalog.participantId, edc.participantId)
    const entry = catalog.dataset?.find((one) => one['@id'] === datasetId)
    const { hasPolicy, distribution } = given(entry, 'dataset of EDC in the catalogue')
    const formats = distribution.map((one) => one.format)
    same(`${format} among ${formats.join()}`, formats.includes(format), true)
    return given(hasPolicy[0], 'offer')
  })

  const negotiate = async (asked: Offer, state: string) => {
    const body = { ...provider, offer: { ...asked, target: datasetId } }
    const { id: mine } = await api.post<Negotiation>(`${path}/negotiations`, body)
    const read = () => api.get<Negotiation>(`${path}/negotiations/${mine}`)
    const { counterpartyPid } = await until(read, state, { signal })
    const ids = { theirs: given(counterpartyPid, 'negotiation of EDC'), mine }
    return bothNegotiations(both, ids, state)
  }

  const agreementId = await check('edc-provider:negotiation', async () => {
    const { mine, theirs } = await negotiate(given(offer, 'offer'), 'FINALIZED')
    const { agreementId } = await management.agreementOf(theirs['@id'])
    same('the agreement of EDC', agreementId, mine.agreementId)
    return given(mine.agreementId, 'agreement')
  })

  await check('edc-provider:other-terms', async () => {
    const { permission, ...rest } = given(offer, 'offer')
    await negotiate({ ...rest, prohibition: permission }, 'TERMINATED')
  })

  const transfer = async (sink: string, state: string) => {
    const body = {
      agreementId: given(agreementId, 'agreement'),
      format,
      dataAddress: pushedTo(sink),
    }
    const { id: mine } = await api.post<Transfer>(`${path}/transfers`, body)
    const read = () => api.get<Transfer>(`${path}/transfers/${mine}`)
    const { counterpartyPid } = await until(read, state, { signal, ends: ['TERMINATED'] })
    return { theirs: given(counterpartyPid, 'transfer of EDC'), mine }
  }

  await check('edc-provider:push', async () => {
    await transfer(data.sink, 'COMPLETED')
    same('what arrived', data.received.at(-1), data.content)
  })

  // EDC's data plane is done when the sink has answered: this one keeps the transfer going.
  const slow = await check('edc-provider:start', () => transfer(data.slowSink, 'STARTED'))
  const step =
    (name: string, body?: object) =>
    async ({ mine }: TransferIds) =>
      void (await api.post(`${path}/transfers/${mine}/${name}`, body))
  const because = { reason: 'as the interop run wants it' }
  await movesOf(check, both)(slow, [
    ['edc-provider:suspend-by-consumer', step('suspend', because), 'SUSPENDED'],
    ['edc-provider:resume-by-consumer', step('start'), 'STARTED'],
    ['edc-provider:suspend-by-provider', ({ theirs }) => management.suspend(theirs), 'SUSPENDED'],
    ['edc-provider:resume-by-provider', ({ theirs }) => management.resume(theirs), 'STARTED'],
    ['edc-provider:terminate-by-consumer', step('terminate', because), 'TERMINATED'],
  ])
  data.answerSlowSink()
}
