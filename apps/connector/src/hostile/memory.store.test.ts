import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { forgeToken } from '../testing/forge-token.ts'
import { dsp, type HostileSpace, openHostileSpace } from '../testing/hostile-space.ts'

/** Rounds of requests, `LIANSHU_FUZZ_RUNS` for more; each is refused at another depth: no token, a bad one, a used one, no message, a foreign id. */
const rounds = Number(process.env.LIANSHU_FUZZ_RUNS ?? 400)
const kinds = 5
/**
 * What may stay however many requests come: caches that fill once, and what V8 compiles meanwhile. The list of
 * paths that the test's own peers keep is in it. With 20,000 requests, half a kilobyte for each breaks it.
 */
const mostKept = 8 * 1024 * 1024

let space: HostileSpace
beforeAll(async () => {
  space = await openHostileSpace()
})
afterAll(() => space?.close())

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const heapAfterCollecting = async () => {
  for (let turn = 0; turn < 4; turn++) {
    collect()
    await new Promise((done) => setTimeout(done, 20))
  }
  return process.memoryUsage().heapUsed
}

async function round(index: number): Promise<void> {
  const { node, trainer, rival, ask, dataset } = space
  const plant = node.didOf('plant')
  const path = `/participants/plant${dsp}/negotiations/request`
  const used = forgeToken(trainer.keys, plant, { claims: { jti: 'used' } })
  const answers = await Promise.all([
    node.ask(path, { body: { index } }),
    node.ask(path, { headers: { authorization: `Bearer a.${index}.c` }, body: {} }),
    node.ask(path, { headers: { authorization: used }, body: {} }),
    ask(trainer, '/negotiations/request', {
      body: { '@type': `x${index}`, more: 'y'.repeat(9000) },
    }),
    ask(rival, `/negotiations/urn:uuid:${index}/${dataset.id}`),
  ])
  expect(answers.map(({ status }) => status < 500)).toEqual(Array(kinds).fill(true))
}

it('thousands of refused requests leave nothing in memory', async () => {
  const some = async (count: number, from: number) => {
    for (let index = from; index < from + count; index += 4) {
      await Promise.all([0, 1, 2, 3].map((more) => round(index + more)))
    }
  }
  await some(rounds / 4, 0)
  const before = await heapAfterCollecting()
  await some(rounds, rounds)
  const kept = (await heapAfterCollecting()) - before
  process.stderr.write(
    `\n${rounds * kinds} refused requests left ${Math.round(kept / 1024)} kB\n\n`,
  )
  expect(kept).toBeLessThan(mostKept)
}, 600_000)
