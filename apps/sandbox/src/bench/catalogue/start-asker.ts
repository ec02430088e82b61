import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Answered, Asking } from './asker.ts'

/** Asks from a process of its own, one request at a time. */
export interface Asker {
  /** Throws when the process has ended, as it does when a request gets no answer. */
  ask(asking: Asking): Promise<Answered>
  close(): Promise<void>
}

export function startAsker(): Asker {
  const child = fork(join(import.meta.dirname, 'asker.ts'), { execArgv: [] })
  const ended = once(child, 'exit')
  return {
    async ask(asking) {
      const answered = once(child, 'message')
      child.send(asking)
      const [answer] = await Promise.race([
        answered,
        ended.then(() => Promise.reject(new Error('the asking process has ended'))),
      ])
      return answer as Answered
    },
    async close() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
