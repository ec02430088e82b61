import { catalogError, contractNegotiationError, transferError } from '@lianshu/protocol/dsp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTargets, type Target } from '../testing/fuzz-targets.ts'
import { fuzz, fuzzing, settled } from '../testing/fuzzing.ts'
import { type HostileSpace, openHostileSpace } from '../testing/hostile-space.ts'
import { type Mutation, mutate } from '../testing/mutate.ts'

const { runs, seed } = fuzzing('Messages of the Dataspace Protocol', 450)
/** Messages that a process ends by are legal: every so many runs there are fresh ones. */
const runsPerBatch = 150

let space: HostileSpace
let before: Readonly<Record<string, string>>
beforeAll(async () => {
  space = await openHostileSpace()
  space.node.peers.takeAll()
})
afterAll(() => space?.close())

const errorCodecs = {
  catalog: catalogError,
  negotiations: contractNegotiationError,
  transfers: transferError,
}

async function send({ name, path, message }: Target, mutations: readonly Mutation[], text: number) {
  const whole = JSON.stringify(mutate(message, mutations))
  // Now and then not even JSON: cut off somewhere.
  const body = text % 20 === 0 ? whole.slice(0, text % whole.length) : whole
  const sender = text % 10 === 1 ? space.rival : space.trainer
  const answer = await space.ask(sender, path, { body })
  expect([name, answer.status]).toEqual([name, expect.toSatisfy((status) => status < 500)])
  if (answer.ok) {
    before = await settled(space.database)
    return
  }
  const area = path.split('/')[1] as keyof typeof errorCodecs
  expect(errorCodecs[area].parse(await answer.json())).toMatchObject({ ok: true })
  expect(await space.database.take()).toEqual(before)
}

describe('near-valid messages to every endpoint of the Dataspace Protocol', () => {
  const batches = Array.from({ length: Math.ceil(runs / runsPerBatch) }, (_, batch) => batch)
  it.each(batches)(
    'are taken or refused, and what is refused changes nothing (%i)',
    async (batch) => {
      const targets = await openTargets(space, batch)
      before = await settled(space.database)
      const left = Math.min(runsPerBatch, runs - batch * runsPerBatch)
      await fuzz({ runs: left, seed: seed + batch }, targets, send)
    },
    600_000,
  )
})
