// A broker on trial as an issuer: the real one, which gives its credentials to whoever asks, as the kit's
// holder is no member of anything. The runner starts it; the broker's own `main.ts` knows nothing of it.
import { brokerConfigSchema, composeBroker } from '@lianshu/broker'
import { fileLogger } from './file-logger.ts'
import { type IssuerSettings, settingsVariable } from './settings.ts'

const settings = JSON.parse(process.env[settingsVariable] ?? '') as IssuerSettings
const config = brokerConfigSchema.parse(settings.broker)
const facts = {
  name: { zh: '受试方', en: 'On trial' },
  roles: ['owner'],
  number: { scheme: 'uscc', value: '91350100M000100Y43' },
} as const
const broker = await composeBroker(config, {
  logger: fileLogger(settings.logFile),
  ports: {
    issuancePolicy: async () => ({ kind: 'issue', facts }),
    // The kit knows profiles by the names that they had before DCP 1.0.
    formatOf: (profile) => (profile === 'vc20-bssl/jwt' ? 'VC2_0_JOSE' : 'VC1_0_JWT'),
    // The kit's DID documents say of no key what it is for.
    trustBareDocuments: true,
  },
})
console.log('up')

// The runner holds the other end of standard input: it ends when the runner does, however that ends.
process.stdin.resume().once('end', async () => {
  await broker.close()
  process.exit()
})
