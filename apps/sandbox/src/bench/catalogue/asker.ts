import { Agent, request } from 'node:http'

/** A request that is to be timed. */
export interface Asking {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Text that is counted in the answer. */
  readonly count: string
}

export interface Answered {
  /** From the request until the last byte of its answer. */
  readonly milliseconds: number
  readonly status: number
  readonly bytes: number
  readonly counted: number
}

// A process that does nothing but ask, one thing after the other: where the space lives, the garbage of a
// broker and of a hundred thousand offers would be collected in the middle of what is timed.
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

process.on('message', async (asking: Asking) => process.send!(await ask(asking)))
process.once('disconnect', () => process.exit())

/** Plain and uncompressed: `fetch` would ask for gzip and inflate. */
function ask({ url, method, headers, body, count }: Asking): Promise<Answered> {
  return new Promise((done, fail) => {
    const started = performance.now()
    const sent = request(url, { method, agent, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.once('error', fail)
      answer.once('end', () => {
        const milliseconds = performance.now() - started
        const whole = Buffer.concat(parts)
        const counted = whole.toString().split(count).length - 1
        done({ milliseconds, status: answer.statusCode ?? 0, bytes: whole.length, counted })
      })
    })
    sent.once('error', fail)
    sent.end(body)
  })
}
