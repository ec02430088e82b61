import { z } from 'zod'
import { freePorts, portOption } from '../../measure/free-ports.ts'
import { defineMeasurement } from '../../measure/measurement.ts'
import { mean, median, quantile } from '../../measure/quantile.ts'
import { withTemporaryHome } from '../../measure/temporary-home.ts'
import { openFloor } from './floor-system.ts'
import { openLianshu } from './lianshu-system.ts'
import { type NegotiationSystem, timeCrowd, timeOne } from './system.ts'
import { versusEdc } from './versus-edc.ts'

const limitMs = 50
/** Of the floor's throughput. */
const limitRatio = 0.5
/** The broker, two connectors, and the two sides of the floor. */
const nodes = 5
/** Turns of ours and the floor's, so that what else the machine does meets both alike. */
const rounds = 5

const count = (otherwise: number) => z.coerce.number().int().min(1).max(10_000).default(otherwise)

/**
 * From the consumer's wish until both sides are FINALIZED, one negotiation at a time, then many at once.
 * Consumer and provider are processes of their own and speak over sockets; every message bears a token that
 * is verified, both sides sign the agreement, and every step is committed before it is acknowledged. Beside
 * it, in turn and in the same databases, the floor: the same posts, signatures, checks and commits, bare.
 */
export const negotiation = defineMeasurement({
  name: 'negotiation',
  about: `negotiations between two connectors; passes with a lone median below ${limitMs} ms and at least ${limitRatio} of the floor's throughput`,
  options: z.object({
    runs: count(60).describe('lone negotiations (default 60)'),
    crowd: count(500).describe('negotiations for the throughput (default 500)'),
    atOnce: count(16).describe('how many of those at once (default 16)'),
    warmUps: count(200).describe('negotiations before anything is measured (default 200)'),
    vs: z
      .enum(['floor', 'edc'])
      .default('floor')
      .describe('floor, or edc: passes at ten times the throughput of Eclipse EDC (default floor)'),
    port: portOption,
  }),
  async run({ say, signal }, { vs, runs, crowd, atOnce, warmUps, port }) {
    if (vs === 'edc') return versusEdc({ say, signal }, { runs, crowd, atOnce, warmUps, port })
    const firstPort = await freePorts(port, nodes)
    return withTemporaryHome(async (home) => {
      await using stack = new AsyncDisposableStack()
      say('A broker, a consumer and a provider come up, and the two sides of the floor …')
      const ours = await openLianshu(home, firstPort, signal)
      stack.defer(() => ours.close())
      const { consumer, provider } = ours
      const floor = await openFloor({
        databaseUrls: { consumer: consumer.databaseUrl, provider: provider.databaseUrl },
        ports: { consumer: firstPort + 3, provider: firstPort + 4 },
      })
      stack.defer(() => floor.close())
      const inTurn = async <T>(
        measure: (system: NegotiationSystem) => Promise<T>,
        times: number,
      ) => {
        const taken: { ours: T; bare: T }[] = []
        for (let turn = 0; turn < times; turn++) {
          taken.push({ ours: await measure(ours), bare: await measure(floor) })
        }
        return taken
      }
      await inTurn((system) => timeCrowd(system, { total: warmUps, atOnce }), 1)
      say(`${runs} lone negotiations, each beside its floor …`)
      const lone = await inTurn(timeOne, runs)
      say(`${crowd} negotiations, ${atOnce} at once, and as many of the floor …`)
      const total = Math.ceil(crowd / rounds)
      const many = await inTurn((system) => timeCrowd(system, { total, atOnce }), rounds)
      await ours.checkBothSides()

      const times = lone.map(({ ours }) => ours)
      const medianMs = median(times)
      const floorMs = median(lone.map(({ bare }) => bare))
      const perSecond = (1000 * total) / median(many.map(({ ours }) => ours))
      const floorPerSecond = (1000 * total) / median(many.map(({ bare }) => bare))
      const throughputRatio = perSecond / floorPerSecond
      return {
        pass: medianMs < limitMs && throughputRatio >= limitRatio,
        metrics: {
          ...{ medianMs, p95Ms: quantile(times, 0.95), meanMs: mean(times) },
          ...{ floorMs, floorRatio: medianMs / floorMs },
          ...{ perSecond, floorPerSecond, throughputRatio, runs, crowd: total * rounds, atOnce },
        },
        backend: 'embedded PostgreSQL',
      }
    })
  },
})
