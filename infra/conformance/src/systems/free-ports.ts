import { createServer, type Server } from 'node:net'

/** A free port of this machine for each name; all are held until all are found, so none comes twice. */
export async function freePorts<Name extends string>(
  names: readonly Name[],
): Promise<Record<Name, number>> {
  const held: Server[] = []
  const found: [Name, number][] = []
  for (const name of names) {
    const server = createServer()
    await new Promise<void>((listening, fail) => {
      server.once('error', fail)
      server.listen(0, '127.0.0.1', listening)
    })
    held.push(server)
    found.push([name, (server.address() as { port: number }).port])
  }
  await Promise.all(held.map((server) => new Promise((closed) => server.close(closed))))
  return Object.fromEntries(found) as Record<Name, number>
}
