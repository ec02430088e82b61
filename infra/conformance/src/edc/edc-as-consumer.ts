import type { Dataset } from '@lianshu/catalog'
import {
  type BothSides,
  bothNegotiations,
  bothTransfers,
  mineOf,
  type TransferIds,
} from './both-sides.ts'
import { type Check, given, same } from './checks.ts'
import { movesOf } from './moves.ts'
import { tableFile } from './our-side.ts'

const format = 'HttpData-PULL'
const words = { zh: '机器', en: 'Machines' }

/** Terms with everything that an EDC cannot keep: a profile, lists, typed numbers, a price in fen. */
const terms = {
  ...{ uses: ['train', 'analyze'], deliveries: ['federated', 'api'], purposes: ['maintenance'] },
  ...{ minimumCohort: 3, maximumRounds: 10, priceFen: 120_000 },
}

/** EDC finds a dataset of ours, gets the right to it, and has it transferred. */
export async function checkEdcAsConsumer(check: Check, both: BothSides): Promise<void> {
  const { management, ours } = both
  const { api, path } = ours
  const peer = { id: ours.did, address: ours.protocol }
  const draft = await api.post<Dataset>(`${path}/datasets`, {
    ...{ file: tableFile, title: words, description: words, scenario: words, keywords: [] },
    ...{ industry: 'machinery', task: 'binary', modality: 'table', level: 'general', terms },
    simulated: true,
  })
  const dataset = await api.post<Dataset>(`${path}/datasets/${draft.id}/publish`)

  const offer = await check('edc-consumer:catalogue', async () => {
    const catalog = await management.catalog(peer)
    same('whose catalogue it is', catalog.participantId, ours.did)
    const entry = catalog.dataset.find((one) => one['@id'] === dataset.id)
    const { hasPolicy } = given(entry, 'dataset of ours in the catalogue')
    return given(hasPolicy[0], 'offer')
  })

  const agreed = await check('edc-consumer:negotiation', async () => {
    const theirs = await management.negotiate(peer, dataset.id, given(offer, 'offer'))
    const mine = await mineOf(both, 'negotiations', theirs)
    const done = await bothNegotiations(both, { theirs, mine }, 'FINALIZED')
    const { agreementId } = await management.agreementOf(theirs)
    same('the agreement of EDC', agreementId, done.mine.agreementId)
    const { permission, profile } = given(done.mine.agreement, 'agreement')
    const published = dataset.offer as { permission: unknown; profile: unknown }
    same('the profile agreed to', profile, published.profile)
    same('what is permitted', JSON.stringify(permission), JSON.stringify(published.permission))
    return given(done.theirs.contractAgreementId, 'agreement of EDC')
  })

  await check('edc-consumer:other-terms', async () => {
    const asked = { ...given(offer, 'offer'), obligation: [] }
    const theirs = await management.negotiate(peer, dataset.id, asked)
    const mine = await mineOf(both, 'negotiations', theirs)
    await bothNegotiations(both, { theirs, mine }, 'TERMINATED')
  })

  const begin = async () => {
    const theirs = await management.transfer(peer, {
      agreementId: given(agreed, 'agreement'),
      format,
    })
    const transfer = { theirs, mine: await mineOf(both, 'transfers', theirs) }
    await bothTransfers(both, transfer, 'STARTED')
    return transfer
  }
  const step =
    (name: string, body?: object) =>
    async ({ mine }: TransferIds) =>
      void (await api.post(`${path}/transfers/${mine}/${name}`, body))
  const moves = movesOf(check, both)

  const transfer = await check('edc-consumer:start', begin)
  const pause = { reason: 'a pause' }
  await moves(transfer, [
    ['edc-consumer:suspend-by-consumer', ({ theirs }) => management.suspend(theirs), 'SUSPENDED'],
    ['edc-consumer:resume-by-consumer', ({ theirs }) => management.resume(theirs), 'STARTED'],
    ['edc-consumer:suspend-by-provider', step('suspend', pause), 'SUSPENDED'],
    ['edc-consumer:resume-by-provider', step('start'), 'STARTED'],
    [
      'edc-consumer:terminate-by-consumer',
      ({ theirs }) => management.terminate(theirs),
      'TERMINATED',
    ],
  ])
  await check('edc-consumer:complete-by-provider', async () => {
    const another = await begin()
    await step('complete')(another)
    await bothTransfers(both, another, 'COMPLETED')
  })
}
