import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@lianshu/kernel'
import type { Management } from './management.ts'
import type { Act, Kind, Scripts, Step } from './script.ts'

/** A kit looks at a state and listens for the next message only a moment after the last one. */
const pauseMs = 400

interface Process {
  readonly id: string
  readonly state: string
  readonly side: 'consumer' | 'provider'
  readonly datasetId: string
  readonly offer?: { readonly '@id': string }
}

export interface Director {
  /** Is there a script for processes about this dataset? */
  knows(kind: Kind, datasetId: string): boolean
  /** Plays the script of a process to its end, once. */
  play(kind: Kind, process: { readonly id: string; readonly datasetId: string }): void
}

/** Acts in the place of a person: it waits for a state, pauses, and does by the management what the script says. */
export function createDirector(management: Management, scripts: Scripts, logger: Logger): Director {
  const seen = new Set<string>()
  const isIn = async (kind: Kind, id: string, state: string): Promise<Process | undefined> => {
    const process = await management.get<Process>(
      `/${kind}/${encodeURIComponent(id)}?state=${state}`,
    )
    return process.state === state ? process : undefined
  }
  const run = async (kind: Kind, id: string, steps: readonly Step[]) => {
    for (const [state, act] of steps) {
      const process = await isIn(kind, id, state)
      if (!process) return logger.warn('the state never came', { id, state, act })
      await sleep(pauseMs)
      await management.post(
        `/${kind}/${encodeURIComponent(id)}/${act}`,
        await bodyOf(management, act, process),
      )
    }
  }
  return {
    knows: (kind, datasetId) => scripts[kind].has(datasetId),
    play(kind, { id, datasetId }) {
      const steps = scripts[kind].get(datasetId)
      if (!steps || seen.has(id)) return
      seen.add(id)
      run(kind, id, steps).catch((error) => {
        logger.error('a step of the script failed', { id, datasetId, reason: String(error) })
      })
    },
  }
}

async function bodyOf(management: Management, act: Act, process: Process): Promise<object> {
  if (act === 'terminate' || act === 'suspend') return { reason: 'the script of the test says so' }
  if (act !== 'offer') return {}
  if (process.side === 'consumer')
    return { offer: { ...process.offer, '@id': `${process.offer?.['@id']}:counter` } }
  const dataset = await management.get<{ offer: object }>(`/datasets/${process.datasetId}`)
  return { offer: dataset.offer }
}
