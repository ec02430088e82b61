import { type VerifiedLog, verifyNodeLog } from '@lianshu/cli'
import { DomainFailure } from '@lianshu/kernel'
import { didWeb } from '@lianshu/trust'
import type { Dataspace } from '../space/start-dataspace.ts'
import type { LogSummary } from '../summary/summary.ts'
import type { Job } from './job.ts'

type Checked = Omit<LogSummary, 'node' | 'own'>
interface Told {
  readonly did: string
  readonly name: { readonly en: string }
}

/**
 * Has every node place its newest records, then checks every log whole, as anybody can from outside. Other
 * members of the space are checked as well; one that does not answer is listed and stops nothing.
 */
export async function prove(
  { space, progress }: Pick<Job, 'space' | 'progress'>,
  verify: typeof verifyNodeLog = verifyNodeLog,
): Promise<readonly LogSummary[]> {
  const nodes = [...space.connectors.values()]
  await space.broker.api.post('/operate/log')
  await Promise.all(nodes.map(({ api }) => api.post('/api/log')))
  const logs = await space.broker.api.get<readonly Told[]>('/api/log/nodes')
  const brokerUrl = space.broker.url
  const checked: LogSummary[] = []
  for (const { did, name } of logs) {
    const found = await verify({ brokerUrl, did }).then(inShort, notChecked)
    checked.push({ node: name.en, own: isOwn(space, did), ...found })
  }
  const records = checked.reduce((sum, { size }) => sum + size, 0)
  const good = checked.filter(({ verified }) => verified).length
  progress.note(`${good} of ${checked.length} logs verified, ${records} records in all`)
  return checked
}

const inShort = ({ size, root, verified, witnessed, steps }: VerifiedLog): Checked => ({
  ...{ size, root, verified, witnessed },
  problem: steps.find((step) => !step.ok)?.words.en,
})

function notChecked(error: unknown): Checked {
  if (!(error instanceof DomainFailure)) throw error
  const { code, message, details } = error.error
  const codes: unknown[] = [code, details?.code]
  const problem = codes.includes('peer.unreachable') ? 'unreachable' : message
  return { size: 0, root: '', verified: false, witnessed: false, problem }
}

/** A node that this process runs; its participants' DIDs begin with its address. */
function isOwn({ broker, connectors }: Dataspace, did: string): boolean {
  return [broker, ...connectors.values()].some(({ url }) => {
    const node: string = didWeb(new URL(url).host)
    return did === node || did.startsWith(`${node}:`)
  })
}
