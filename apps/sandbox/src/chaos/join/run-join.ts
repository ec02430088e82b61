import { setTimeout as sleep } from 'node:timers/promises'
import { joinMember } from '../../space/join-member.ts'
import type { World } from '../world/open-world.ts'
import type { JoinPlan } from './plan-join.ts'

/** Outages of a whole batch fit in it. */
const patienceMs = 120_000
const pauseMs = 500

/** Joins as a person would: whoever hears nothing, or that it did not work, tries again. */
export async function runJoin({ nodes, operator }: World, plan: JoinPlan): Promise<void> {
  await sleep(plan.startsAfter)
  const { slug, side } = plan
  const name = { zh: `新成员${plan.run}`, en: slug }
  const person = { slug, name, roles: [side === 'consumer' ? 'trainer' : 'owner'] }
  const space = { operator: operator.did, broker: operator }
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(pauseMs)) {
    await nodes[side].connector.ready()
    const joined = await joinMember(space, nodes[side], person).catch(() => undefined)
    if (joined) return
  }
}
