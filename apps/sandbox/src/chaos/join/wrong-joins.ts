import { membershipType, organizationType } from '@lianshu/protocol/dcp'
import { didWeb } from '@lianshu/trust'
import type { Violation } from '../judge/snapshot.ts'
import type { World } from '../world/open-world.ts'
import type { JoinPlan } from './plan-join.ts'

/**
 * Whoever joined is a member once, holds each credential of a member once, and every request that it made for
 * one has come to its outcome; the operator gave up no message.
 */
export async function wrongJoins(
  world: World,
  plans: readonly JoinPlan[],
): Promise<readonly Violation[]> {
  const found = await Promise.all(plans.map((plan) => wrongJoin(world, plan)))
  const dead = await world.operator.db.$client<{ last_error: string | null }[]>`
    select last_error from outbox where dead_at is not null`
  return [
    ...found.flat(),
    ...dead.map(({ last_error }) => ({ rule: 'dead letter', text: `operator: ${last_error}` })),
  ]
}

async function wrongJoin({ nodes, operator }: World, plan: JoinPlan): Promise<Violation[]> {
  const { address, db } = nodes[plan.side]
  const did = didWeb(new URL(address).host, 'participants', plan.slug)
  const held = await db.$client<{ types: string[] }[]>`
    select types from wallet_credentials where holder = ${did}`
  const requests = await db.$client<{ state: string }[]>`
    select body->>'state' as state from wallet_requests where participant_id = ${did}`
  const members = await operator.db.$client<{ state: string }[]>`
    select body->>'state' as state from members where id = ${did}`
  const problems: string[] = []
  const standing = members.map(({ state }) => state).join(' ')
  if (standing !== 'ADMITTED') problems.push(`the operator knows it as ${standing || 'nobody'}`)
  for (const type of [membershipType, organizationType]) {
    const count = held.filter(({ types }) => types.includes(type)).length
    if (count !== 1) problems.push(`it holds ${count} times ${type}`)
  }
  const open = requests.filter(({ state }) => state !== 'ISSUED').map(({ state }) => state)
  if (open.length > 0) problems.push(`requests for credentials stand at ${open.join(' ')}`)
  return problems.map((text) => ({
    ...{ rule: 'joined', text: `${plan.slug}, ${plan.fault.fault} on its ${plan.step}: ${text}` },
  }))
}
