import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultKind } from '../plan/faults.ts'
import type { PlannedFault } from '../plan/plan.ts'
import type { Answer } from './forward.ts'

/** What a fault can do with one message, and to those around it. */
export interface Way {
  /** Delivers a copy; undefined when no answer came. */
  deliver(): Promise<Answer | undefined>
  /** Lets the sender have this answer; undefined cuts its connection. */
  answer(answer: Answer | undefined): Promise<void>
  killSender(): Promise<void>
  killReceiver(): Promise<void>
  restartDatabase(how: 'stopped' | 'crashed'): Promise<void>
  /** Resolves when a process of the receiver takes requests. */
  receiverUp(): Promise<void>
  /** From here on the receiver's questions about the sender go wrong; `end` tells how many did. */
  disturbIdentity(planned: PlannedFault): { end(): number }
  /** Has the other side take a step of its own; resolves when it is stored, or cannot be. */
  cross(step: NonNullable<PlannedFault['crossing']>): Promise<void>
}

/** Resolves to `missed` when it did no harm, to `again` when the message comes once more for it; else it did. */
type Fault = (way: Way, planned: PlannedFault) => Promise<unknown>

/** Delivers, and does `harm` a moment after the receiver got to work. */
const during =
  (harm: (way: Way) => Promise<void>): Fault =>
  async (way, { milliseconds }) => {
    const delivered = way.deliver()
    await sleep(milliseconds)
    await Promise.all([harm(way), delivered.then((answer) => way.answer(answer))])
  }

/** Delivers, waits for the answer, does `harm`, and only then lets the answer go on. */
const afterAnswer =
  (harm: (way: Way) => Promise<void>): Fault =>
  async (way) => {
    const answer = await way.deliver()
    await harm(way)
    await way.answer(answer)
  }

/** Lets the answer reach the sender first. */
const onceAnswered =
  (harm: (way: Way) => Promise<void>): Fault =>
  async (way, { milliseconds }) => {
    await way.answer(await way.deliver())
    await sleep(milliseconds)
    await harm(way)
  }

/** Has the receiver ask anew who the sender is, while that goes wrong. */
const amongStrangers: Fault = async (way, planned) => {
  const disturbance = way.disturbIdentity(planned)
  await way.killReceiver()
  await way.receiverUp()
  const answer = await way.deliver()
  const met = disturbance.end()
  await way.answer(answer)
  if (met > 0) return undefined
  return answer && answer.status < 300 ? 'missed' : 'again'
}

const killSender = (way: Way) => way.killSender()
const killReceiver = (way: Way) => way.killReceiver()

/** What each fault does; the message that it hits is nobody's business but its own. */
export const faults: Readonly<Record<FaultKind, Fault>> = {
  'lost-request': (way) => way.answer(undefined),
  async 'lost-answer'(way) {
    await way.deliver()
    await way.answer(undefined)
  },
  async delayed(way, { milliseconds }) {
    await sleep(milliseconds)
    await way.answer(await way.deliver())
  },
  async duplicated(way, { either }) {
    const [first, second] = await Promise.all([way.deliver(), way.deliver()])
    await way.answer(either ? second : first)
  },
  async 'late-copy'(way, { milliseconds }) {
    await way.answer(undefined)
    await sleep(milliseconds)
    await way.deliver()
  },
  async crossed(way, { crossing = 'terminate' }) {
    await way.cross(crossing)
    await way.answer(await way.deliver())
  },
  async 'kill-sender-before'(way, { either }) {
    await way.killSender()
    if (either) await way.deliver()
    await way.answer(undefined)
  },
  async 'kill-receiver-before'(way) {
    await way.killReceiver()
    await way.answer(await way.deliver())
  },
  'kill-sender-during': during(killSender),
  'kill-receiver-during': during(killReceiver),
  'kill-sender-after': afterAnswer(killSender),
  'kill-receiver-after': afterAnswer(killReceiver),
  'kill-sender-answered': onceAnswered(killSender),
  'kill-receiver-answered': onceAnswered(killReceiver),
  'database-stopped': during((way) => way.restartDatabase('stopped')),
  'database-crashed': during((way) => way.restartDatabase('crashed')),
  'wallet-lost': amongStrangers,
  'wallet-delayed': amongStrangers,
  'wallet-doubled': amongStrangers,
  'document-lost': amongStrangers,
  'status-lost': amongStrangers,
  'status-delayed': amongStrangers,
  'broker-killed': amongStrangers,
}
