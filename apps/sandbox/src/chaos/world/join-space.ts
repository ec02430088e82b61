import type { Did } from '@lianshu/kernel'
import type { WorldNode } from './world-node.ts'

/** Hosts the side's participant on its connector and has the operator make it a member. */
export async function joinSpace(
  { side, api }: WorldNode,
  operator: { readonly did: Did; readonly url: string },
): Promise<void> {
  const name = { zh: side === 'consumer' ? '买方' : '卖方', en: side }
  const roles = [side === 'consumer' ? 'trainer' : 'owner']
  await api.post('/api/participants', { slug: side, name, roles })
  await api.post(`/api/participants/${side}/membership`, { operator })
}
