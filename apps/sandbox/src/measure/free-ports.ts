import { createServer } from 'node:net'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { z } from 'zod'

/** A space takes one port per node and one for the portal, all within this many. */
const block = 100
const highest = 65_000

/** The option of every measurement that boots a space. */
export const portOption = z.coerce
  .number()
  .int()
  .min(1024)
  .max(highest)
  .default(7600)
  .describe('first port to try (default 7600)')

const isFree = (port: number) =>
  new Promise<boolean>((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      server.close(() => done(true)),
    )
  })

/** The first port at or a multiple of 100 above `from` where a space of that many nodes finds room. */
export async function freePorts(from: number, nodes: number): Promise<number> {
  const offsets = [...Array.from({ length: nodes }, (_, index) => index), 80]
  for (let first = from; first < highest - block; first += block) {
    const free = await Promise.all(offsets.map((offset) => isFree(first + offset)))
    if (free.every(Boolean)) return first
  }
  throw new DomainFailure(domainError('input.invalid', `no free ports from ${from} on`))
}
