import type { VerifiedLog } from '@lianshu/cli'
import { asId, type Did, DomainFailure, domainError } from '@lianshu/kernel'
import { expect, it } from 'vitest'
import { createProgress } from '../progress.ts'
import type { Dataspace } from '../space/start-dataspace.ts'
import { logsHold } from '../summary/logs-hold.ts'
import { prove } from './prove.ts'

const broker = 'did:web:127.0.0.1%3A8500'
const owner = 'did:web:127.0.0.1%3A8501:participants:owner-01'
const guest = 'did:web:127.0.0.1%3A85010:participants:guest'

const api = {
  post: async () => undefined,
  get: async () => [broker, owner, guest].map((did) => ({ did, name: { en: did } })),
}
const node = (port: number) => ({ url: `http://127.0.0.1:${port}`, api })
const space = {
  broker: node(8500),
  connectors: new Map([['owner-01', node(8501)]]),
} as unknown as Dataspace

const proveWithout = (dark: string) =>
  prove({ space, progress: createProgress(() => {}) }, async ({ did }): Promise<VerifiedLog> => {
    if (did === dark) {
      const details = { status: 502, code: 'peer.unreachable' }
      throw new DomainFailure(domainError('peer.refused', 'no answer', { details }))
    }
    const found = { size: 3, root: 'ab', verified: true, witnessed: true, steps: [] }
    return { did: asId<Did>(did), ...found }
  })

it('lists a guest that cannot be reached and checks the others', async () => {
  const logs = await proveWithout(guest)
  expect(logs.map(({ own, verified }) => [own, verified])).toEqual([
    [true, true],
    [true, true],
    [false, false],
  ])
  expect(logs[2]).toMatchObject({ problem: 'unreachable' })
  expect(logsHold(logs)).toBe(true)
})

it('fails when a node of its own cannot be reached', async () => {
  expect(logsHold(await proveWithout(owner))).toBe(false)
})
