import { freePorts } from '../../measure/free-ports.ts'
import type { Bench, Outcome } from '../../measure/measurement.ts'
import { median, quantile } from '../../measure/quantile.ts'
import { withTemporaryHome } from '../../measure/temporary-home.ts'
import { openEdc } from './edc-system.ts'
import { openLianshu } from './lianshu-system.ts'
import { type NegotiationSystem, timeCrowd, timeOne } from './system.ts'

/** Idle wait of EDC's loops: its default of a second, what its own tests set, and about the least. */
const settings = [
  { name: 'edcDefault', loopMs: undefined, counts: true },
  { name: 'edc50', loopMs: 50, counts: true },
  { name: 'edc5', loopMs: 5, counts: false },
] as const
/** Our throughput as a multiple of EDC's. */
const limitRatio = 10
/** The broker and two connectors. */
const nodes = 3
/** The compiler of the Java machine wants so many more turns than ours before it has seen enough. */
const javaWarmUps = 2.5

export interface VersusOptions {
  readonly runs: number
  readonly crowd: number
  readonly atOnce: number
  readonly warmUps: number
  readonly port: number
}

interface Figures {
  readonly medianMs: number
  readonly p95Ms: number
  readonly perSecond: number
  /** Negotiations that did not end FINALIZED, of all that were measured; they count for nothing. */
  readonly failed: number
}

/**
 * The same negotiations, driven the same way, by a pair of ours and by pairs of Eclipse EDC. Ours signs,
 * verifies and commits every step; EDC keeps everything in memory and signs nothing. Ours is measured
 * before and after each EDC, while no other pair runs, so that what else the machine does meets both alike.
 */
export async function versusEdc(
  { say, signal }: Bench,
  { runs, crowd, atOnce, warmUps, port }: VersusOptions,
): Promise<Outcome> {
  const firstPort = await freePorts(port, nodes)
  return withTemporaryHome(async (home) => {
    say('A broker, a consumer and a provider of ours come up …')
    await using stack = new AsyncDisposableStack()
    const ours = await openLianshu(home, firstPort, signal)
    stack.defer(() => ours.close())
    await timeCrowd(ours, { total: warmUps, atOnce })
    const measure = async (
      who: string,
      system: NegotiationSystem,
      failures = () => 0,
    ): Promise<Figures> => {
      const before = failures()
      const lone: number[] = []
      for (let run = 0; run < runs; run++) lone.push(await timeOne(system))
      const alone = failures()
      const tookMs = await timeCrowd(system, { total: crowd, atOnce })
      const perSecond = (1000 * (crowd - (failures() - alone))) / tookMs
      const failed = failures() - before
      const figures = { medianMs: median(lone), p95Ms: quantile(lone, 0.95), perSecond, failed }
      say(
        `${who}: ${Object.values(figures)
          .map((value) => value.toFixed(1))
          .join(', ')} (median ms, p95 ms, a second, failed)`,
      )
      return figures
    }
    const mine = [await measure('ours', ours)]
    const theirs: [string, Figures][] = []
    for (const { name, loopMs } of settings) {
      say(`Two EDCs come up, loops of ${loopMs ?? 'a thousand'} ms …`)
      const edc = await openEdc(loopMs, { say, signal })
      try {
        await timeCrowd(edc, { total: Math.ceil(javaWarmUps * warmUps), atOnce })
        theirs.push([name, await measure(name, edc, edc.failures)])
      } finally {
        await edc.close()
      }
      mine.push(await measure('ours', ours))
    }
    await ours.checkBothSides()

    const middle = (of: keyof Figures) => median(mine.map((figures) => figures[of]))
    const perSecond = middle('perSecond')
    const ratios = theirs.map(([name, edc]) => [`${name}Ratio`, perSecond / edc.perSecond] as const)
    const counting = settings.filter(({ counts }) => counts).map(({ name }) => `${name}Ratio`)
    return {
      pass: ratios.every(
        ([name, ratio]) => !counting.includes(name as never) || ratio >= limitRatio,
      ),
      metrics: {
        ...{ medianMs: middle('medianMs'), p95Ms: middle('p95Ms'), perSecond },
        ...Object.fromEntries(theirs.flatMap(([name, figures]) => named(name, figures))),
        ...Object.fromEntries(ratios),
        ...{ runs, crowd, atOnce },
      },
      backend: 'ours: embedded PostgreSQL, signed; EDC: in memory, unsigned',
    }
  })
}

const named = (name: string, figures: Figures) =>
  Object.entries(figures).map(([figure, value]) => [
    name + figure[0]!.toUpperCase() + figure.slice(1),
    value,
  ])
