import { type App, createApp, registerHealth } from '@lianshu/http'
import type { Connector } from './connector.ts'
import { decideNegotiations } from './routes/decide-negotiations.ts'
import { renderProtocolError } from './routes/dsp-errors.ts'
import { identityRoutes } from './routes/identity.ts'
import { logRoutes } from './routes/log.ts'
import { manageAgreements } from './routes/manage-agreements.ts'
import { manageDatasets } from './routes/manage-datasets.ts'
import { manageDeadLetters } from './routes/manage-dead-letters.ts'
import { manageDecisions } from './routes/manage-decisions.ts'
import { manageKeys } from './routes/manage-keys.ts'
import { manageNegotiations } from './routes/manage-negotiations.ts'
import { manageParticipants } from './routes/manage-participants.ts'
import { managePeers } from './routes/manage-peers.ts'
import { manageTraining } from './routes/manage-training.ts'
import { manageTransfers } from './routes/manage-transfers.ts'
import { manageWallet } from './routes/manage-wallet.ts'
import { protocolRoutes } from './routes/protocol.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { walletRoutes } from './routes/wallet.ts'

const version = '0.1.0'

/** A connector's HTTP interface: protocols for everybody, `/api` for whoever manages it. */
export function createConnectorApp(connector: Connector): App {
  const app = createApp({
    ...{ name: 'Lianshu connector', version, logger: connector.node.logger },
    renderError: renderProtocolError,
  })
  registerHealth(app, {
    ...{ name: 'connector', version },
    checks: {
      database: () => connector.node.db.execute('select 1'),
      jobs: () => connector.node.jobs.check(),
    },
  })
  for (const register of [
    identityRoutes,
    walletRoutes,
    tokenRoutes,
    protocolRoutes,
    logRoutes,
    manageParticipants,
    manageWallet,
    manageKeys,
    manageDatasets,
    manageNegotiations,
    decideNegotiations,
    manageDecisions,
    manageAgreements,
    manageTransfers,
    manageDeadLetters,
    managePeers,
    manageTraining,
  ]) {
    register(app, connector)
  }
  return app
}
