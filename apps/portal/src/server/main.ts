import { printConfig, readConfig } from '@lianshu/http'
import { DomainFailure } from '@lianshu/kernel'
import { portalConfigSchema } from './config.ts'
import { createPortal } from './index.ts'
import { jsonLines } from './json-lines.ts'

const config = readConfig(portalConfigSchema, process.env)
if (!config.ok) {
  console.error(config.error.message)
  process.exit(2)
}
if (process.argv.includes('--print-config')) {
  console.log(printConfig(portalConfigSchema, config.value))
  process.exit(0)
}
try {
  const portal = await createPortal({ ...config.value, logger: jsonLines({ name: 'portal' }) })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void portal.close().then(() => process.exit(0)))
  }
  console.log(`The portal is at ${portal.url}`)
} catch (error) {
  if (!(error instanceof DomainFailure)) throw error
  console.error(error.error.message)
  process.exitCode = 1
}
