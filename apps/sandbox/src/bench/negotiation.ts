import { z } from 'zod'
import { freePorts, portOption } from '../measure/free-ports.ts'
import { defineMeasurement } from '../measure/measurement.ts'
import { mean, median, quantile } from '../measure/quantile.ts'
import { withTemporaryHome } from '../measure/temporary-home.ts'
import { negotiationFloor } from './negotiation-floor.ts'
import { openNegotiationSpace } from './negotiation-space.ts'

const limitMs = 50
/** The broker and two connectors. */
const nodes = 3
const warmUps = 5

const count = (otherwise: number) => z.coerce.number().int().min(1).max(10_000).default(otherwise)

/**
 * From the consumer's wish until its side is FINALIZED, one negotiation at a time; then many at once for
 * the throughput. The connectors speak over sockets; every message bears a token that is verified, both
 * sides sign the agreement, and every step is committed before it is acknowledged.
 */
export const negotiation = defineMeasurement({
  name: 'negotiation',
  about: `lone negotiations between two connectors; passes with a median below ${limitMs} ms`,
  options: z.object({
    runs: count(60).describe('lone negotiations (default 60)'),
    crowd: count(200).describe('negotiations for the throughput (default 200)'),
    atOnce: count(16).describe('how many of those at once (default 16)'),
    port: portOption,
  }),
  async run({ say, signal }, { runs, crowd, atOnce, port }) {
    const firstPort = await freePorts(port, nodes)
    return withTemporaryHome(async (home) => {
      say('A broker, a consumer and a provider come up …')
      const space = await openNegotiationSpace(home, firstPort, signal)
      try {
        for (let run = 0; run < warmUps; run++) await space.negotiate()
        say(`${runs} lone negotiations, each beside its floor …`)
        const floor = await negotiationFloor(space.databaseUrl)
        const lone: number[] = []
        const bare: number[] = []
        for (let run = 0; run < runs; run++) {
          lone.push(await space.negotiate())
          bare.push(await floor.run())
        }
        await floor.close()
        say(`${crowd} negotiations, ${atOnce} at once …`)
        const perSecond = await throughput(space.negotiate, crowd, atOnce)
        const medianMs = median(lone)
        const floorMs = median(bare)
        return {
          pass: medianMs < limitMs,
          metrics: {
            ...{ medianMs, p95Ms: quantile(lone, 0.95), meanMs: mean(lone), perSecond },
            ...{ floorMs, floorRatio: medianMs / floorMs, runs, crowd, atOnce },
          },
          backend: 'embedded PostgreSQL',
        }
      } finally {
        await space.close()
      }
    })
  },
})

async function throughput(
  negotiate: () => Promise<number>,
  total: number,
  atOnce: number,
): Promise<number> {
  let left = total
  const started = performance.now()
  await Promise.all(
    Array.from({ length: Math.min(atOnce, total) }, async () => {
      while (left-- > 0) await negotiate()
    }),
  )
  return total / ((performance.now() - started) / 1000)
}
