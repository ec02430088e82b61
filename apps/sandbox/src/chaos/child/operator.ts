// The operator's node as a process of its own, put together as its own entry does. Tells its parent when it is
// up, and ends with it.
import { createPinoLogger } from '@lianshu/adapters'
import { brokerConfigSchema, composeBroker } from '@lianshu/broker'
import { readConfig } from '@lianshu/http'

const config = readConfig(brokerConfigSchema, process.env)
if (!config.ok) throw new Error(config.error.message)
const logger = createPinoLogger({ level: config.value.logLevel, name: 'broker' })
await composeBroker(config.value, { logger })
process.on('disconnect', () => process.exit(0))
process.send?.('up')
