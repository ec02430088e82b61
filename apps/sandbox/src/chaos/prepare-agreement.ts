import type { Side } from '@lianshu/exchange'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import { gateFormat } from './child/file-gate.ts'
import type { Story } from './plan/plan.ts'
import { tagOf } from './plan/tag.ts'
import { type Command, giveCommand } from './story/command.ts'
import type { World } from './world/open-world.ts'
import { readPositions } from './world/positions.ts'
import { settle } from './world/settle.ts'

const target = 'urn:lianshu:chaos:dataset'

const offerWith = (id: string): MessageOffer & { readonly target: string } => ({
  '@id': id,
  '@type': 'Offer',
  target,
  permission: [{ action: 'use' }],
})

/** The command that begins a story; transfers go under the agreement that was made before all runs. */
export const openingOf =
  ({ nodes }: World, agreementId: string) =>
  (story: Story): Command => {
    if (story.kind === 'transfer') {
      const tag = tagOf({ story: story.name, script: story.gate })
      return { name: 'transfer', agreementId, format: gateFormat, tag }
    }
    const { name, counters, holdAt, begins } = story
    return beginning(nodes, begins, tagOf({ story: name, script: String(counters), holdAt }))
  }

function beginning(nodes: World['nodes'], side: Side, tag: string): Command {
  const other = nodes[side === 'consumer' ? 'provider' : 'consumer']
  const counterparty = { did: other.participantId, address: other.address }
  return { name: 'negotiate', counterparty, offer: offerWith(tag) }
}

/** Negotiates, while nothing is disturbed, the agreement under which all transfers run. */
export async function prepareAgreement(world: World): Promise<string> {
  const positions = await readPositions(world)
  const tag = tagOf({ story: '0.0', script: '0' })
  await giveCommand(world.nodes.consumer, beginning(world.nodes, 'consumer', tag))
  await settle(world, positions)
  const { db } = world.nodes.consumer
  const [row] = await db.$client<
    { id: string }[]
  >`select id from agreements where state = 'FINALIZED'`
  if (!row) throw new Error('the connectors do not reach an agreement even undisturbed')
  return row.id
}
