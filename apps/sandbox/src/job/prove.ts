import { verifyNodeLog } from '@lianshu/cli'
import type { LogSummary } from '../summary/summary.ts'
import type { Job } from './job.ts'

/** Has every node place its newest records, then checks every log whole, as anybody can from outside. */
export async function prove({ space, progress }: Job): Promise<readonly LogSummary[]> {
  const nodes = [...space.connectors.values()]
  await space.broker.api.post('/operate/log')
  await Promise.all(nodes.map(({ api }) => api.post('/api/log')))
  const logs =
    await space.broker.api.get<readonly { did: string; name: { en: string } }[]>('/api/log/nodes')
  const checked: LogSummary[] = []
  for (const { did, name } of logs) {
    const { size, root, verified, witnessed, steps } = await verifyNodeLog({
      brokerUrl: space.broker.url,
      did,
    })
    const problem = steps.find((step) => !step.ok)?.words.en
    checked.push({ node: name.en, size, root, verified, witnessed, problem })
  }
  const records = checked.reduce((sum, { size }) => sum + size, 0)
  const good = checked.filter(({ verified }) => verified).length
  progress.note(`${good} of ${checked.length} logs verified, ${records} records in all`)
  return checked
}
