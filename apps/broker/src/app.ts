import { type App, createApp, registerHealth } from '@lianshu/http'
import type { Broker } from './broker.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { deadLetterRoutes } from './routes/dead-letters.ts'
import { demandRoutes } from './routes/demands.ts'
import { identityRoutes } from './routes/identity.ts'
import { issuerRoutes } from './routes/issuer.ts'
import { keyRoutes } from './routes/keys.ts'
import { logRoutes } from './routes/log.ts'
import { memberRegisterRoutes } from './routes/member-register.ts'
import { memberRoutes } from './routes/members.ts'
import { operateRoutes } from './routes/operate.ts'
import { roundRoutes } from './routes/rounds.ts'
import { runRoutes } from './routes/runs.ts'
import { spaceRoutes } from './routes/space.ts'
import { statusListRoutes } from './routes/status-lists.ts'
import { vectorRoutes } from './routes/vectors.ts'
import { witnessRoutes } from './routes/witness.ts'

const version = '0.1.0'
const oneMegabyte = 1024 * 1024

/** The operator's HTTP interface. */
export function createBrokerApp(broker: Broker): App {
  const app = createApp({
    name: 'Lianshu broker',
    version,
    logger: broker.node.logger,
    // A masked vector has the size of its model; the route refuses what is larger than the one that is due.
    maxBodyBytes: (path) => (path.endsWith('/vectors') ? 1024 * oneMegabyte : oneMegabyte),
  })
  registerHealth(app, {
    ...{ name: 'broker', version },
    checks: {
      database: () => broker.node.db.execute('select 1'),
      jobs: () => broker.node.jobs.check(),
    },
  })
  for (const register of [
    identityRoutes,
    issuerRoutes,
    statusListRoutes,
    memberRoutes,
    memberRegisterRoutes,
    roundRoutes,
    vectorRoutes,
    witnessRoutes,
    spaceRoutes,
    catalogRoutes,
    demandRoutes,
    runRoutes,
    logRoutes,
    operateRoutes,
    deadLetterRoutes,
    keyRoutes,
  ]) {
    register(app, broker)
  }
  return app
}
