import { serve } from '@lianshu/http'
import { type Logger, silentLogger } from '@lianshu/kernel'
import { createPortal } from '../server/index.ts'
import { createFixtureBroker } from './fixture-broker.ts'

// The portal over fixed data, for whoever works on its looks: node apps/portal/src/testing/main.ts [port]
const logger: Logger = { ...silentLogger, info: console.log, warn: console.log, error: console.log }
const port = Number(process.argv[2] ?? 7480)
const broker = await serve(await createFixtureBroker({ roundEvery: 1_500 }), {
  host: '127.0.0.1',
  port: 0,
})
const portal = await createPortal({ brokerUrl: broker.url, host: '127.0.0.1', port, logger })
console.log(portal.url)
