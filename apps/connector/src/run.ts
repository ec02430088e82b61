import { createPinoLogger } from '@lianshu/adapters'
import { printConfig, readConfig } from '@lianshu/http'
import { DomainFailure } from '@lianshu/kernel'
import { composeConnector } from './compose.ts'
import { connectorConfigSchema } from './config.ts'

const config = readConfig(connectorConfigSchema, process.env)
if (!config.ok) {
  console.error(config.error.message)
  process.exit(2)
}
if (process.argv.includes('--print-config')) {
  console.log(printConfig(connectorConfigSchema, config.value))
  process.exit(0)
}
const logger = createPinoLogger({ level: config.value.logLevel, name: 'connector' })
try {
  const connector = await composeConnector(config.value, { logger })
  logger.info('the connector is up', { url: connector.url })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void connector.close().then(() => process.exit(0)))
  }
} catch (error) {
  if (!(error instanceof DomainFailure)) throw error
  console.error(error.error.message)
  process.exitCode = 1
}
