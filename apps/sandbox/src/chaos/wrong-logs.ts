import { verifyNodeLog } from '@lianshu/cli'
import type { Violation } from './judge/snapshot.ts'
import { sides, type World } from './world/open-world.ts'

/** Both logs, placed and checked as anybody outside checks them. */
export async function wrongLogs({
  nodes,
  operator,
}: Pick<World, 'nodes' | 'operator'>): Promise<readonly Violation[]> {
  const found: Violation[] = []
  for (const side of sides) {
    const { api, participantId } = nodes[side]
    await api.post('/api/log')
    const { verified, steps } = await verifyNodeLog({ brokerUrl: operator.url, did: participantId })
    const wrong = steps.filter(({ ok }) => !ok).map(({ words }) => words.en)
    if (!verified) found.push({ rule: 'log', text: `${side}: ${wrong.join('; ')}` })
  }
  return found
}
