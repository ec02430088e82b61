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
  asked: { readonly isNew: boolean; readonly firstPort: number | undefined },
): Promise<void> {
  const first = nodes[0]!.port
  if (asked.firstPort !== undefined && asked.firstPort !== first) {
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
  const otherwise = asked.isNew
    ? 'choose others with --port N'
    : 'set the space up anew with --port N --fresh'
  const message = `port ${held.port} (for ${held.name}) is in use by another program: stop it, or ${otherwise}`
  throw new DomainFailure(domainError('conflict.exists', message, { at: 'port' }))
}

function isFree(host: string, port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const server = createServer()
  server.once('error', () => resolve(false))
  server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)))
  return promise
}
