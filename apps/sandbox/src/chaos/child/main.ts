// A connector as a process of its own, put together as its own entry does, with a data plane and decisions
// that follow the plan of a campaign. Takes commands over the channel to its parent and ends with it.
import { join } from 'node:path'
import { createPinoLogger } from '@lianshu/adapters'
import { composeConnector, connectorConfigSchema } from '@lianshu/connector'
import { readConfig } from '@lianshu/http'
import type { Did } from '@lianshu/kernel'
import { gateFormat, openFileGate } from './file-gate.ts'
import { type Command, openOrders } from './orders.ts'
import { scriptedTurns } from './scripted-turns.ts'

const config = readConfig(connectorConfigSchema, process.env)
if (!config.ok) throw new Error(config.error.message)
const [participantId, address] = process.argv.slice(2) as [Did, string]
const { databaseUrl, directory, logLevel } = config.value
const gates = { [gateFormat]: openFileGate(join(directory, 'gates.jsonl')) }
const logger = createPinoLogger({ level: logLevel, name: 'connector' })
await composeConnector(config.value, { logger, ports: { decideTurn: scriptedTurns, gates } })
const carryOut = openOrders({ databaseUrl, participantId, address, gates, format: gateFormat })

process.on('disconnect', () => process.exit(0))
process.on('message', async ({ call, command }: { call: number; command: Command }) => {
  const answer = await carryOut(command).catch((error: unknown) => ({
    ok: false,
    error: { code: 'internal', message: String(error) },
  }))
  process.send?.({ call, answer })
})
process.send?.('up')
