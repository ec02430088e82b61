import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Side } from '@lianshu/exchange'
import type { JoinTraffic } from '../join/join-traffic.ts'
import { readJoinStep } from '../join/read-join-step.ts'
import type { Edge } from '../plan/edges.ts'
import type { Trap } from '../plan/plan.ts'
import { faults, type Way } from './faults-on-the-way.ts'
import { type Answer, forward, giveAnswer, type Parcel, readParcel } from './forward.ts'
import { type Asked, type IdentityTraffic, readQuestion } from './identity-traffic.ts'
import { readMessage, type SeenMessage } from './read-message.ts'
import type { Page, StoryBook } from './story-book.ts'

export interface ProxyDeps {
  /** Whose address this is: every message through it is for this node. */
  readonly receiver: Side | 'operator'
  readonly port: number
  /** Where the node really listens. */
  readonly target: number
  /** The stories of the batch that runs now. */
  readonly book: () => StoryBook
  /** What a fault may do to those around a message. */
  readonly harms: (sender: Side, page: Page, edge: Edge) => Omit<Way, 'deliver' | 'answer'>
  readonly identity: IdentityTraffic
  /** The newcomers of the batch that runs now. */
  readonly joins: () => JoinTraffic
  /** A trap went off on its edge and did its harm. */
  readonly sprung: (edge: Edge, trap: Trap) => void
  /** A message passed without any harm planned. */
  readonly passed: (edge: Edge) => void
}

export interface FaultProxy {
  readonly url: string
  /** Resolves when nothing is on its way. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** The public address of one node: everything passes, protocol messages as the plan has it. */
export async function openFaultProxy(deps: ProxyDeps): Promise<FaultProxy> {
  const harming = new Set<Promise<void>>()
  const lost = new Set<string>()
  const server = createServer((incoming, response) => {
    const handled = handle({ ...deps, lost }, incoming, response)
      .catch(() => void response.destroy())
      .finally(() => harming.delete(handled))
    harming.add(handled)
  })
  await new Promise<void>((done) => server.listen(deps.port, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${deps.port}`,
    async settled() {
      while (harming.size > 0) await Promise.all(harming)
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/**
 * Tokens of requests whose answers were lost. A client sends a request again by itself, unchanged, when a kept
 * connection breaks; that one is lost, too, or no loss would ever reach the outbox.
 */
type Carrying = ProxyDeps & { readonly lost: Set<string> }

async function handle(
  deps: Carrying,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parcel = await readParcel(incoming)
  const { receiver, target, lost } = deps
  const { authorization } = parcel.headers
  if (authorization && lost.has(authorization)) return giveAnswer(response, undefined)
  const question = readQuestion(parcel.method, parcel.path)
  const joining = readJoinStep(parcel.method, parcel.path, authorization)
  if (question || joining) {
    const asked: Asked = {
      deliver: () => forward(parcel, target),
      answer(answer) {
        if (!answer && authorization) lost.add(authorization)
        return giveAnswer(response, answer)
      },
    }
    if (question) return deps.identity.carry(receiver, question, asked)
    if (joining) return deps.joins().carry(joining, asked)
  }
  const message = readMessage(parcel.method, parcel.path, parcel.body.toString())
  const page = message && deps.book().pageOf(message)
  if (!message || !page) return giveAnswer(response, await forward(parcel, target))
  await carry(deps, { parcel, response, message, page })
}

interface Carried {
  readonly parcel: Parcel
  readonly response: ServerResponse
  readonly message: SeenMessage
  readonly page: Page
}

async function carry(deps: Carrying, { parcel, response, message, page }: Carried) {
  const book = deps.book()
  const sender: Side = deps.receiver === 'consumer' ? 'provider' : 'consumer'
  const edge = book.edgeOf(page, message, sender)
  const told = `${message.to} to the ${deps.receiver}`
  const note = (text: string) => book.note(page, `${told}: ${text}`)
  const deliver = async (): Promise<Answer | undefined> => {
    const answer = await forward(parcel, deps.target)
    if (answer && answer.status < 300) book.taken(page, message)
    const why = answer && answer.status >= 300 ? ` ${answer.body.toString().slice(0, 300)}` : ''
    note(answer ? `answered ${answer.status}${why}` : 'no answer')
    return answer
  }
  const answer: Way['answer'] = (given) => {
    if (!given) {
      note('the sender hears nothing')
      if (parcel.headers.authorization) deps.lost.add(parcel.headers.authorization)
    }
    return giveAnswer(response, given)
  }
  const trap = book.spring(page, edge)
  if (!trap) {
    deps.passed(edge)
    return answer(await deliver())
  }
  note(`${trap.fault} (${trap.milliseconds} ms${trap.crossing ? `, ${trap.crossing}` : ''})`)
  const met = await faults[trap.fault]({ deliver, answer, ...deps.harms(sender, page, edge) }, trap)
  if (met !== 'missed' && met !== 'again') return deps.sprung(edge, trap)
  note(`${trap.fault} found nothing to harm`)
  deps.passed(edge)
  book.putBack(page, trap, met)
}
