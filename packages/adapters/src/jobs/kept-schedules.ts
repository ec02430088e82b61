import type { Json } from '@lianshu/kernel'
import type { JobBackend, JobStore } from './job-backend.ts'

export interface KeptSchedules {
  add(name: string, everyMs: number, payload: Json): Promise<void>
  stop(): void
}

interface Wanted {
  readonly everyMs: number
  readonly payload: Json
}

/**
 * The schedules that this process asked for. A back-end that was away when they were asked for, or lost
 * them since (flushed, or restarted empty), gets them again.
 */
export function keepSchedules(deps: {
  readonly backend: Pick<JobBackend, 'isUp' | 'onReturn'>
  readonly storeOf: (name: string) => JobStore
  readonly options: Parameters<JobStore['upsertJobScheduler']>[2]
  readonly report: (message: string, name: string) => (error: Error) => void
  /** How often a back-end that may forget is asked whether it did. */
  readonly reviewMs: number
}): KeptSchedules {
  const { backend, storeOf, options, report, reviewMs } = deps
  const wanted = new Map<string, Wanted>()

  const make = async (name: string, { everyMs, payload }: Wanted) => {
    const template = { ...options, name, data: payload }
    await storeOf(name).upsertJobScheduler(name, { every: everyMs }, template)
  }
  const review = async () => {
    if (!backend.isUp()) return
    for (const [name, schedule] of wanted) {
      try {
        if (!(await storeOf(name).getJobScheduler(name))) await make(name, schedule)
      } catch (error) {
        report('a schedule could not be made again', name)(error as Error)
      }
    }
  }
  backend.onReturn?.(() => void review())
  const timer = backend.onReturn && setInterval(() => void review(), reviewMs).unref()

  return {
    async add(name, everyMs, payload) {
      const schedule = { everyMs, payload }
      wanted.set(name, schedule)
      if (backend.isUp()) await make(name, schedule)
    },
    stop: () => clearInterval(timer),
  }
}
