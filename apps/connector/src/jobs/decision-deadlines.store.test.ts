import { afterEach, expect, it } from 'vitest'
import { startConnectorChild } from '../testing/connector-child.ts'
import { openTwoSides, type TwoSides } from '../testing/two-sides.ts'

let sides: TwoSides
const children: Awaited<ReturnType<typeof startConnectorChild>>[] = []
afterEach(async () => {
  for (const child of children) await child.kill()
  await sides?.close()
})

it('a decision that nobody takes is a no, even when the connector is killed before its time is over and started after', async () => {
  sides = await openTwoSides()
  await sides.manage('plant', '/decision-rules', { mode: 'manual', withinSeconds: 2 }, 'PUT')
  await sides.node.stop()
  children.push(await startConnectorChild(sides.node))
  const { mine, theirs } = await sides.request()
  const { decideBy } = await sides.waiting('plant')
  await children[0]?.kill()
  await new Promise((done) => setTimeout(done, Date.parse(decideBy) - Date.now() + 10))
  children.push(await startConnectorChild(sides.node))
  for (const [side, id] of [
    ['plant', theirs],
    ['trainer', mine],
  ] as const) {
    const { ending } = await sides.reaches(side, 'negotiations', id, 'TERMINATED')
    expect([side, ending?.code]).toEqual([side, 'policy.undecided'])
  }
}, 120_000)
