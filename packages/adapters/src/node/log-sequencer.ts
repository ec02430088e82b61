import type { Did, Logger } from '@lianshu/kernel'
import { type SignedHead, sequenceLog } from '@lianshu/trust'
import type { NodeResources } from './open-node.ts'

export interface LogSequencerOptions {
  readonly node: Pick<NodeResources, 'logs' | 'identities' | 'clock'>
  readonly logger: Logger
  /** Hears every new head, to have it witnessed; a throw is logged and the next head tries again. */
  readonly onHead?: (origin: Did, head: SignedHead) => Promise<void>
  /** How long records wait for their place. Default 500 ms. */
  readonly intervalMs?: number
}

export interface LogSequencer {
  /** Places everything that is pending now, and has the heads heard. */
  flush(): Promise<void>
  stop(): Promise<void>
}

/**
 * Gives log records their place in batches, so that acts never wait for the tree: an act commits its
 * record, the sequencer comes by and asks once for all logs. Safe beside other replicas, of which one wins
 * each batch.
 */
export function startLogSequencer(options: LogSequencerOptions): LogSequencer {
  const { logger, intervalMs = 500 } = options
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  const run = () => {
    running = running
      .then(() => sequenceAll(options))
      .catch((error) => {
        logger.error('log records could not be placed', { error: String(error) })
      })
    return running
  }
  let timer: NodeJS.Timeout
  const later = () => {
    if (!stopped) timer = setTimeout(() => void run().then(later), intervalMs)
  }
  later()
  return {
    flush: run,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

async function sequenceAll(options: LogSequencerOptions): Promise<void> {
  const { node, logger, onHead } = options
  for (const participant of await node.logs.pending()) {
    try {
      const head = await sequenceOne(options, participant)
      if (head) await onHead?.(participant, head)
    } catch (error) {
      logger.warn('a log was not sequenced or its head not witnessed', {
        ...{ participant, error: String(error) },
      })
    }
  }
}

async function sequenceOne(
  { node, logger }: LogSequencerOptions,
  participant: Did,
): Promise<SignedHead | undefined> {
  const { logs: log, clock, identities } = node
  let head: SignedHead | undefined
  for (;;) {
    const step = await sequenceLog({ log, clock, keys: await identities.keysOf(participant) })
    if (!step.ok) logger.debug('another replica placed a batch first', { participant })
    else if (step.value.placed === 0) return head
    else head = step.value.head
  }
}
