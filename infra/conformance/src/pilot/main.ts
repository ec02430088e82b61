// A connector on trial: the real one, with a kit's participant for a caller and scripts for decisions. The
// runner starts it; the connector's own `main.ts` knows nothing of it.
import { composeConnector, connectorConfigSchema } from '@lianshu/connector'
import { createDirector } from './director.ts'
import { dspScripts } from './dsp-scripts.ts'
import { fileLogger } from './file-logger.ts'
import { managementOf } from './management.ts'
import { pilotSlug } from './participant.ts'
import { pilotPorts } from './ports.ts'
import { type PilotSettings, settingsVariable } from './settings.ts'
import { serveTriggers } from './triggers.ts'

const settings = JSON.parse(process.env[settingsVariable] ?? '') as PilotSettings
const config = connectorConfigSchema.parse(settings.connector)
const logger = fileLogger(settings.logFile)
const url = `http://${config.host}:${config.port}`
const management = managementOf(url, config.apiKey, pilotSlug)
const director = createDirector(management, dspScripts, logger)
const ports = pilotPorts(settings.secret, director)
const connector = await composeConnector(config, { logger, ports })
const triggers = await serveTriggers(settings.triggerPort, { management, director, logger })
console.log('up')

// The runner holds the other end of standard input: it ends when the runner does, however that ends.
process.stdin.resume().once('end', async () => {
  triggers.close()
  await connector.close()
  process.exit()
})
