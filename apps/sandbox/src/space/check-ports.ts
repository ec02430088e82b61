import { createServer } from 'node:net'
import { DomainFailure, domainError } from '@lianshu/kernel'
import type { SpaceFile } from './space-file.ts'

/**
 * Says before anything starts which port another program holds. A space that was set up before keeps its
 * ports, since its participants' DIDs contain them: asking for others is refused with the way out.
 */
export async function checkPorts(
  host: string,
  { nodes, portalPort }: SpaceFile,
  askedFirstPort: number | undefined,
): Promise<void> {
  const first = nodes[0]!.port
  if (askedFirstPort !== undefined && askedFirstPort !== first) {
    const message = `this space was set up on port ${first} and its identities contain it; leave --port out, or start anew with --fresh`
    throw new DomainFailure(domainError('input.invalid', message, { at: 'port' }))
  }
  const ports = [
    ...nodes.map(({ name, port }) => ({ name, port })),
    { name: 'portal', port: portalPort },
  ]
  const taken = await Promise.all(
    ports.map(async (entry) => ((await isFree(host, entry.port)) ? [] : [entry])),
  )
  const [held] = taken.flat()
  if (!held) return
  const message = `port ${held.port} (for ${held.name}) is in use by another program: stop it, or set up another space with --port N --fresh`
  throw new DomainFailure(domainError('conflict.exists', message, { at: 'port' }))
}

function isFree(host: string, port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const server = createServer()
  server.once('error', () => resolve(false))
  server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)))
  return promise
}
