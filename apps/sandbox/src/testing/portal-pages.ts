import type { Dataspace } from '../space/start-dataspace.ts'
import type { Summary } from '../summary/summary.ts'

/** Opens what a visitor of the portal opens: home, catalogue, a dataset, the run, each node's log, in both languages. */
export async function openPages(space: Dataspace, summary: Summary): Promise<void> {
  const logs = await space.broker.api.get<readonly { did: string }[]>('/api/log/nodes')
  const id = encodeURIComponent
  const pages = [
    ...['', 'datasets', 'runs', 'log'],
    ...summary.listings.map((listing) => `datasets/${id(listing.id)}`),
    ...[`demands/${id(summary.demand.id)}`, `runs/${id(summary.run.id)}`],
    ...logs.map(({ did }) => `log?node=${id(did)}`),
  ]
  for (const locale of ['zh', 'en']) {
    for (const page of pages) await open(`${space.portalUrl}/${locale}/${page}`)
  }
  for (const { did } of logs) {
    await open(`${space.portalUrl}/api/log/${id(did)}/entries?from=0&to=1000`)
  }
}

async function open(url: string): Promise<void> {
  const answer = await fetch(url)
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
}
