import { createServer } from 'node:net'

/** The portal's port lies this far above the first one. */
const portalOffset = 80

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      server.close(() => resolve(true)),
    )
  })

/** The first of `count` free ports in a row, with the portal's; below those that outgoing calls take. */
export async function findFreePorts(count: number): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const first = 10_000 + Math.floor(Math.random() * 20_000)
    const wanted = [...Array.from({ length: count }, (_, index) => first + index)]
    const free = await Promise.all([...wanted, first + portalOffset].map(isFree))
    if (free.every(Boolean)) return first
  }
  throw new Error(`no ${count} free ports in a row were found`)
}
