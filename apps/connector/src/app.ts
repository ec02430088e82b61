import { type App, createApp, registerHealth, requireApiKey } from '@lianshu/http'
import type { Connector } from './connector.ts'
import { identityRoutes } from './routes/identity.ts'
import { logRoutes } from './routes/log.ts'
import { manageDatasets } from './routes/manage-datasets.ts'
import { manageExchange } from './routes/manage-exchange.ts'
import { manageParticipants } from './routes/manage-participants.ts'
import { manageTraining } from './routes/manage-training.ts'
import { protocolRoutes } from './routes/protocol.ts'

const version = '0.1.0'

/** A connector's HTTP interface: protocols for everybody, `/api` for whoever manages it. */
export function createConnectorApp(connector: Connector): App {
  const app = createApp({ name: 'Lianshu connector', version, logger: connector.node.logger })
  registerHealth(app, {
    ...{ name: 'connector', version },
    checks: { database: () => connector.node.db.execute('select 1') },
  })
  app.use('/api/*', requireApiKey(connector.apiKey))
  for (const register of [
    identityRoutes,
    protocolRoutes,
    logRoutes,
    manageParticipants,
    manageDatasets,
    manageExchange,
    manageTraining,
  ]) {
    register(app, connector)
  }
  return app
}
