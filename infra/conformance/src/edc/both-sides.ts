import type { Negotiation, Transfer } from '@lianshu/exchange'
import type { DataServer } from './data-server.ts'
import type { EdcManagement } from './management.ts'
import type { OurSide } from './our-side.ts'
import type { Edc } from './runtime.ts'
import { until } from './until.ts'

/** An EDC, our connector, and what they trade with. */
export interface BothSides {
  readonly edc: Edc
  readonly management: EdcManagement
  readonly ours: OurSide
  readonly data: DataServer
  readonly signal: AbortSignal
}

const over = ['FINALIZED', 'TERMINATED', 'COMPLETED', 'DEPROVISIONED']

/** Waits until a negotiation stands there on both sides; by EDC's id and by ours. */
export async function bothNegotiations(
  { management, ours, signal }: BothSides,
  ids: { readonly theirs: string; readonly mine: string },
  state: string,
) {
  const ends = over.filter((end) => end !== state)
  const theirs = await until(() => management.negotiation(ids.theirs), state, { signal, ends })
  const read = () => ours.api.get<Negotiation>(`${ours.path}/negotiations/${ids.mine}`)
  return { theirs, mine: await until(read, state, { signal, ends }) }
}

/** The two pids of a transfer. */
export interface TransferIds {
  readonly theirs: string
  readonly mine: string
}

/**
 * Waits until a transfer stands there on both sides. EDC cleans up after what has ended at once: there
 * DEPROVISIONED says no more about how it ended.
 */
export async function bothTransfers(
  { management, ours, signal }: BothSides,
  ids: TransferIds,
  state: string,
): Promise<void> {
  const isEnd = over.includes(state)
  const ends = over.filter((end) => end !== state)
  const theirs = async () => {
    const process = await management.transferProcess(ids.theirs)
    return isEnd && process.state === 'DEPROVISIONED' ? { ...process, state } : process
  }
  await until(theirs, state, { signal, ends })
  const read = () => ours.api.get<Transfer>(`${ours.path}/transfers/${ids.mine}`)
  await until(read, state, { signal, ends })
}

/** Our process that belongs to one of EDC's; it appears once EDC's first message has arrived. */
export async function mineOf(
  { ours, signal }: BothSides,
  kind: 'negotiations' | 'transfers',
  theirs: string,
): Promise<string> {
  const find = async () => {
    const all = await ours.api.get<readonly (Negotiation | Transfer)[]>(`${ours.path}/${kind}`)
    const id = all.find(({ counterpartyPid }) => counterpartyPid === theirs)?.id
    return { state: id === undefined ? 'unknown' : 'known', id }
  }
  return (await until(find, 'known', { signal })).id ?? ''
}
