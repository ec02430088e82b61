// Our connector as the interop run starts it, in a process of its own: as main.ts composes it, from the
// same settings, but with the two ports that stand in for what EDC has none of here.
import { createPinoLogger } from '@lianshu/adapters'
import { composeConnector, connectorConfigSchema } from '@lianshu/connector'
import { readConfig } from '@lianshu/http'
import { believeToken } from './believe-token.ts'
import { pullGate } from './pull-gate.ts'

const config = readConfig(connectorConfigSchema, process.env)
if (!config.ok) {
  console.error(config.error.message)
  process.exit(2)
}
const logger = createPinoLogger({ level: config.value.logLevel, name: 'connector' })
const connector = await composeConnector(config.value, {
  logger,
  ports: {
    identifyCaller: believeToken,
    gates: { 'HttpData-PULL': pullGate(config.value.publicUrl ?? '') },
  },
})
console.log('up')
process.once('SIGTERM', () => void connector.close().then(() => process.exit(0)))
