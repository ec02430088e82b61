// A connector on trial by the kit of the Decentralized Claims Protocol: the real one, told only where that
// kit follows an earlier draft. The runner starts it; the connector's own `main.ts` knows nothing of it.
import { composeConnector, connectorConfigSchema } from '@lianshu/connector'
import { readKitCredential } from './dcp-credentials.ts'
import { fileLogger } from './file-logger.ts'
import { settingsVariable, type TrialSettings } from './settings.ts'

const settings = JSON.parse(process.env[settingsVariable] ?? '') as TrialSettings
const config = connectorConfigSchema.parse(settings.connector)
const connector = await composeConnector(config, {
  logger: fileLogger(settings.logFile),
  ports: {
    dcp: {
      walletRules: {
        // DCP 1.0 leaves out silently what was not granted; this kit wants the query refused.
        ungrantedScopes: 'refused',
        // Each of its tests issues anew under one holderPid.
        deliveries: 'repeated',
        // It offers ids that it made up a moment ago.
        unknownOffers: 'kept',
      },
      tolerance: {
        // Nobody signs its status lists.
        allowUnsignedStatusLists: true,
        // Its DID documents say of no key what it is for.
        trustBareDocuments: true,
        readCredential: readKitCredential,
      },
    },
  },
})
console.log('up')

// The runner holds the other end of standard input: it ends when the runner does, however that ends.
process.stdin.resume().once('end', async () => {
  await connector.close()
  process.exit()
})
