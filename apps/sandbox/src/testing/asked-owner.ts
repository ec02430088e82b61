import type { Transfer } from '@lianshu/exchange'
import type { LogRecord } from '@lianshu/kernel'
import { federatedTrainingFormat } from '@lianshu/protocol/dcat'
import { LIANSHU } from '@lianshu/protocol/odrl'
import { pathOf, trainerName } from '../job/job.ts'
import type { RunView } from '../job/run-view.ts'
import type { Dataspace } from '../space/start-dataspace.ts'

/** The trainer asks one owner to join a run, and waits until the request has come to an end. */
export async function askInVain(
  { broker, connectors }: Dataspace,
  agreementId: string,
  run: Pick<RunView, 'id' | 'planHash'>,
): Promise<Transfer> {
  const { api } = connectors.get(trainerName)!
  const property = (name: string, value: string) => ({ '@type': 'EndpointProperty', name, value })
  const asked = await api.post<Transfer>(pathOf(trainerName, '/transfers'), {
    ...{ agreementId, format: federatedTrainingFormat },
    dataAddress: {
      ...{ '@type': 'DataAddress', endpointType: `${LIANSHU}FederatedTraining` },
      endpoint: `${broker.url}/runs/${encodeURIComponent(run.id)}`,
      endpointProperties: [property('runId', run.id), property('planHash', run.planHash)],
    },
  })
  const path = `/transfers/${encodeURIComponent(asked.id)}?state=TERMINATED,COMPLETED`
  return api.get<Transfer>(pathOf(trainerName, path))
}

/** Bytes of masked vectors that left an owner's connector so far. */
export async function vectorBytes(space: Dataspace, owner: string): Promise<number> {
  const totals = await space.connectors.get(owner)!.api.get<Record<string, number>>('/api/traffic')
  return totals['masked-vectors'] ?? 0
}

/** Everything in an owner's log, the newest record included. */
export async function recordsOf(
  { broker, connectors }: Dataspace,
  owner: string,
): Promise<readonly LogRecord[]> {
  const node = connectors.get(owner)!
  await node.api.post('/api/log')
  const did = `did:web:127.0.0.1%3A${node.port}:participants:${owner}`
  const path = `/api/log/${encodeURIComponent(did)}/entries?from=0&to=1000`
  const entries = await broker.api.get<readonly { leaf: string }[]>(path)
  return entries.map(({ leaf }) => JSON.parse(leaf) as LogRecord)
}
