import { appendFileSync } from 'node:fs'
import { silentLogger, systemClock, systemRandom } from '@lianshu/kernel'
import { startOutboxRelay } from '../postgres/outbox-relay.ts'

// Relays, notes each delivery in a file, and is killed in the moment between delivery and settlement.
const [databaseUrl, noteFile] = process.argv.slice(2) as [string, string]
await startOutboxRelay({
  databaseUrl,
  async deliver(message) {
    appendFileSync(noteFile, `${message.id}\n`)
    return { kind: 'delivered', status: 200, answer: null }
  },
  async settle() {
    process.kill(process.pid, 'SIGKILL')
    await new Promise(() => {})
  },
  ...{ clock: systemClock, random: systemRandom, logger: silentLogger },
})
process.stdout.write('{}\n')
