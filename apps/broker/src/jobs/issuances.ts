import { findAll } from '@lianshu/kernel'
import { decideIssuance, offerRenewals } from '@lianshu/trust'
import type { Broker } from '../broker.ts'

export interface Issuances {
  /** Somebody asked, or a standing changed: what waits is decided soon. */
  decideSoon(): void
  /** Resolves when nothing is under way. */
  stop(): Promise<void>
}

/** How often requests that a stopped process or a lost race left waiting are looked at again. */
const lookMs = 30_000
/** How often credentials that end soon are looked for. */
const renewMs = 10 * 60_000

/**
 * Decides on requests for credentials, one look at a time, and offers renewals. What is ours to do is read
 * from the states: a process that was killed in between goes on at its start.
 */
export async function startIssuances(
  broker: Pick<Broker, 'did' | 'issuer' | 'node'>,
): Promise<Issuances> {
  const { node, issuer } = broker
  let running: Promise<void> | undefined
  let again = false
  const decideSoon = () => {
    if (running) {
      again = true
      return
    }
    running = decideWaiting(broker)
      .catch((error) => {
        node.logger.error('requests for credentials wait', { error: String(error) })
      })
      .finally(() => {
        running = undefined
        if (again) {
          again = false
          decideSoon()
        }
      })
  }
  await node.jobs.consume('renewals', async () => void (await offerRenewals(issuer)))
  await node.jobs.schedule('renewals', renewMs, {})
  const timer = setInterval(decideSoon, lookMs)
  decideSoon()
  return {
    decideSoon,
    async stop() {
      clearInterval(timer)
      while (running) await running
    },
  }
}

/** All of them: those that wait for the operator stay, and must not hide the ones behind them. */
async function decideWaiting({ did, issuer, node }: Pick<Broker, 'did' | 'issuer' | 'node'>) {
  for await (const { id } of findAll(issuer.stores.issuances, did, { state: 'RECEIVED' })) {
    const keys = await node.identities.keysOf(did)
    const decided = await decideIssuance({ ...issuer, keys }, { id })
    if (!decided.ok) node.logger.warn('a request was not decided', { id, code: decided.error.code })
  }
}
