import type { PeerRequest } from '@lianshu/adapters'
import type { Transfer } from '@lianshu/exchange'
import { type DomainError, domainError, err, type Json, ok, type Result } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { askTransferState } from './ask-transfer-state.ts'

const transfer = {
  ...{ participantId: 'did:web:owner.example', counterpartyId: 'did:web:edc.example' },
  ...{ counterpartyAddress: 'https://edc.example/dsp/', counterpartyPid: 'urn:x/y' },
} as Transfer
const process = (state: string): Json => ({
  ...{ '@context': ['https://w3id.org/dspace/2025/1/context.jsonld'], '@type': 'TransferProcess' },
  ...{ providerPid: 'urn:uuid:p', consumerPid: 'urn:x/y', state },
})
const refusedWith = (status: number) =>
  domainError('peer.refused', `answered ${status}`, { details: { status } })
const unreachable = err(domainError('peer.unreachable', 'no answer'))

/** Asks with a peer that answers so; what it was asked, and what came of it. */
async function asked(answer: Result<Json, DomainError>, about = transfer) {
  const requests: PeerRequest[] = []
  const state = await askTransferState({
    async json(request) {
      requests.push(request)
      return answer.ok ? ok({ status: 200, headers: {}, body: answer.value }) : answer
    },
  })(about)
  return { state, requests }
}

describe('the state of the other side’s transfer', () => {
  it('is read at its own pid, in the name of ours', async () => {
    const { state, requests } = await asked(ok(process('SUSPENDED')))
    expect(state).toBe('SUSPENDED')
    expect(requests).toMatchObject([
      {
        ...{ from: transfer.participantId, to: transfer.counterpartyId, method: 'GET' },
        url: 'https://edc.example/dsp/transfers/urn:x%2Fy',
      },
    ])
  })

  it.each([
    ['nobody answers', unreachable],
    ['its answer is that it has trouble', err(refusedWith(503))],
    ['it does not know us at the moment', err(refusedWith(401))],
  ])('cannot be asked for while %s', async (_what, answer) => {
    expect((await asked(answer)).state).toBe('UNREACHABLE')
  })

  it.each([
    ['it has no such endpoint', err(refusedWith(404))],
    ['it is no state', ok(process('RESUMED'))],
    ['it is no process', ok({ hello: 'there' })],
  ])('is not known when %s', async (_what, answer) => {
    expect((await asked(answer)).state).toBeUndefined()
  })

  it('is not asked for before its pid is known', async () => {
    const { counterpartyPid: _pid, ...young } = transfer
    expect(await asked(ok(process('STARTED')), young as Transfer)).toEqual({
      ...{ state: undefined, requests: [] },
    })
  })
})
