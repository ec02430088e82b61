import { type CatalogClient, harvestMember } from '@lianshu/catalog'
import type { Json } from '@lianshu/kernel'
import { catalogRequestMessage, joinAddress } from '@lianshu/protocol/dsp'
import type { Broker } from '../broker.ts'

/** Asks members for their catalogues by the Dataspace Protocol, following the pages. */
export function dspCatalogClient({
  node,
  members,
  did,
}: Pick<Broker, 'node' | 'members' | 'did'>): CatalogClient {
  return {
    async fetch({ did: to }) {
      const member = await members.get(did, to)
      const answer = await node.peers.json({
        ...{ from: did, to, method: 'POST', kind: 'catalogue', timeoutMs: 20_000 },
        url: joinAddress(member?.protocolUrl ?? '', 'catalog/request'),
        body: catalogRequestMessage.render({}) as unknown as Json,
      })
      return answer.ok ? { ok: true, value: answer.value.body } : answer
    },
  }
}

/** Harvests every admitted member; one that does not answer is tried again next time. */
export async function harvestAll(broker: Broker): Promise<{ harvested: number; failed: number }> {
  const { did, node, catalog, members } = broker
  const { clock, logger, identities } = node
  const deps = {
    ...{ catalog, clock, logger, client: dspCatalogClient(broker) },
    verifier: { verify: identities.verifyDetached },
  }
  const admitted = (await members.find(did, {})).filter(({ state }) => state === 'ADMITTED')
  let failed = 0
  for (const { id, name } of admitted) {
    const harvested = await harvestMember(deps, { brokerId: did, member: { did: id, name } })
    if (harvested.ok) continue
    failed++
    logger.warn('a member could not be harvested', {
      member: id,
      code: harvested.error.code,
      reason: harvested.error.message,
    })
  }
  return { harvested: admitted.length - failed, failed }
}
