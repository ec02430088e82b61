// A connector as a process of its own, put together as its own entry does, with a data plane and decisions
// that follow the plan of a campaign. Tells its parent when it is up, and ends with it.
import { join } from 'node:path'
import { createPinoLogger } from '@lianshu/adapters'
import { composeConnector, connectorConfigSchema } from '@lianshu/connector'
import { readConfig } from '@lianshu/http'
import { gateFormat, openFileGate } from './file-gate.ts'
import { scriptedTurns } from './scripted-turns.ts'

const config = readConfig(connectorConfigSchema, process.env)
if (!config.ok) throw new Error(config.error.message)
const { directory, logLevel } = config.value
const gates = { [gateFormat]: openFileGate(join(directory, 'gates.jsonl')) }
const logger = createPinoLogger({ level: logLevel, name: 'connector' })
await composeConnector(config.value, { logger, ports: { decideTurn: scriptedTurns, gates } })
process.on('disconnect', () => process.exit(0))
process.send?.('up')
