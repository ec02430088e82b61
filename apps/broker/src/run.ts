import { createPinoLogger } from '@lianshu/adapters'
import { printConfig, readConfig } from '@lianshu/http'
import { DomainFailure } from '@lianshu/kernel'
import { composeBroker } from './compose.ts'
import { brokerConfigSchema } from './config.ts'

const config = readConfig(brokerConfigSchema, process.env)
if (!config.ok) {
  console.error(config.error.message)
  process.exit(2)
}
if (process.argv.includes('--print-config')) {
  console.log(printConfig(brokerConfigSchema, config.value))
  process.exit(0)
}
const logger = createPinoLogger({ level: config.value.logLevel, name: 'broker' })
try {
  const broker = await composeBroker(config.value, { logger })
  logger.info('the broker is up', { url: broker.url })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void broker.close().then(() => process.exit(0)))
  }
} catch (error) {
  if (!(error instanceof DomainFailure)) throw error
  console.error(error.error.message)
  process.exitCode = 1
}
