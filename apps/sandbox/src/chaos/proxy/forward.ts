import { type IncomingMessage, request, type ServerResponse } from 'node:http'

/** A request whose body has been read, to be passed on as often as the plan wants. */
export interface Parcel {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export async function readParcel(incoming: IncomingMessage): Promise<Parcel> {
  const { method = 'GET', url: path = '/', headers } = incoming
  return { method, path, headers, body: await readAll(incoming) }
}

/** Passes a request to the connector behind the proxy; undefined when no whole answer came. */
export function forward(parcel: Parcel, port: number): Promise<Answer | undefined> {
  const { method, path, headers, body } = parcel
  return new Promise((resolve) => {
    // A connection of its own each time: one that a killed process left behind would look like a loss.
    const { 'transfer-encoding': _, connection: __, ...kept } = headers
    const outgoing = request(
      {
        ...{ host: '127.0.0.1', port, method, path, agent: false },
        headers: { ...kept, ...(body.length > 0 && { 'content-length': String(body.length) }) },
      },
      (incoming) =>
        readAll(incoming).then(
          (answer) =>
            resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: answer }),
          () => resolve(undefined),
        ),
    )
    outgoing.on('error', () => resolve(undefined))
    outgoing.end(body)
  })
}

/** Resolves when the sender's system has all of the answer, or the sender is gone. */
export function giveAnswer(response: ServerResponse, answer: Answer | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (!answer) {
      response.destroy()
      return resolve()
    }
    // A sender that was killed has closed already and will not tell it again.
    if (response.destroyed || response.closed) return resolve()
    response.once('close', () => resolve())
    const { 'transfer-encoding': _, connection: __, 'keep-alive': ___, ...headers } = answer.headers
    response.writeHead(answer.status, headers).end(answer.body, () => resolve())
  })
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}
