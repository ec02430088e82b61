import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Run } from '../../api/run-model.ts'
import { isUnderWay } from './run-state.ts'

/** `over`: nothing more will come. `lost`: the stream broke, the browser is trying again. */
export type Connection = 'waiting' | 'live' | 'lost' | 'over'

export interface LiveRun {
  readonly run: Run
  readonly connection: Connection
  /** When the shown state arrived, ISO 8601; absent before the first event. */
  readonly seenAt?: string
}

/** The settlement is made right after the last event of a run: it is looked for so many seconds. */
const settlementLooks = 15

/**
 * Follows a run by server-sent events, from what the page was loaded with. The browser itself resumes
 * with Last-Event-ID after a break; a finished run is not followed at all.
 */
export function useLiveRun(loaded: Run): LiveRun {
  const { api } = useRouter().options.context
  const [live, setLive] = useState<LiveRun>({ run: loaded, connection: 'waiting' })
  const run = live.run.id === loaded.id ? live.run : loaded
  const over = !isUnderWay(run)
  useEffect(() => {
    if (over) return
    const source = new EventSource(`/api/runs/${encodeURIComponent(loaded.id)}/events`)
    source.addEventListener('run', (event) => {
      const next = JSON.parse(event.data) as Run
      setLive({ run: next, connection: 'live', seenAt: new Date().toISOString() })
    })
    source.addEventListener('open', () => setLive((now) => ({ ...now, connection: 'live' })))
    source.addEventListener('error', () => setLive((now) => ({ ...now, connection: 'lost' })))
    return () => source.close()
  }, [loaded.id, over])
  const unsettled = run.state === 'COMPLETED' && !run.settlement
  useEffect(() => {
    if (!unsettled) return
    let looks = 0
    const timer = setInterval(async () => {
      if (++looks === settlementLooks) clearInterval(timer)
      const next = await api.run(loaded.id).catch(() => undefined)
      if (next?.settlement) setLive((now) => ({ ...now, run: next }))
    }, 1_000)
    return () => clearInterval(timer)
  }, [api, loaded.id, unsettled])
  return { ...live, run, connection: over ? 'over' : live.connection }
}
