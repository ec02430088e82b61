import { type CatalogClient, harvestMember } from '@lianshu/catalog'
import { type Did, domainError, err, findAll, type Json, ok } from '@lianshu/kernel'
import { catalogRequestMessage, joinAddress, nextPage } from '@lianshu/protocol/dsp'
import type { Broker } from '../broker.ts'

/** Pages of one catalogue that are followed; a member that never ends is cut off. */
const mostPages = 200

/** Asks members for their catalogues by the Dataspace Protocol, following the pages. */
export function dspCatalogClient(broker: Pick<Broker, 'node' | 'members' | 'did'>): CatalogClient {
  return {
    async fetch({ did: to }) {
      const member = await broker.members.get(broker.did, to)
      const first = joinAddress(member?.protocolUrl ?? '', 'catalog/request')
      const datasets: Json[] = []
      let catalog: Record<string, Json> | undefined
      let next: string | undefined = first
      for (let page = 0; next !== undefined && page < mostPages; page++) {
        const answer = await requestPage(broker, to, next)
        if (!answer.ok) return answer
        const { dataset, ...envelope } = answer.value.body as Record<string, Json>
        catalog ??= envelope
        if (Array.isArray(dataset)) datasets.push(...(dataset as Json[]))
        next = nextPage(answer.value.headers.link, first)
      }
      return ok({ ...catalog, ...(datasets.length > 0 && { dataset: datasets }) })
    },
  }
}

const requestPage = ({ node, did }: Pick<Broker, 'node' | 'did'>, to: Did, url: string) =>
  node.peers.json({
    ...{ from: did, to, url, method: 'POST', kind: 'catalogue', timeoutMs: 20_000 },
    body: catalogRequestMessage.render({}) as unknown as Json,
  })

/** Harvests every admitted member; one that does not answer is tried again next time. */
export async function harvestAll(broker: Broker): Promise<{ harvested: number; failed: number }> {
  const { did, node, catalog, members } = broker
  const { clock, logger, identities } = node
  const deps = {
    ...{ catalog, clock, logger, client: dspCatalogClient(broker) },
    verifier: { verify: identities.verifyDetached },
  }
  const admitted = await Array.fromAsync(findAll(members, did, { state: 'ADMITTED' }))
  let failed = 0
  for (const { id, name } of admitted) {
    const command = { brokerId: did, member: { did: id, name } }
    // Whatever one of them answers, the others are read.
    const harvested = await harvestMember(deps, command).catch((error: unknown) =>
      err(domainError('internal', String(error))),
    )
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
