import { dcpKit } from '../kits/kit.ts'
import { runKit } from '../kits/run-kit.ts'
import type { Suite } from '../suite.ts'
import { freePorts } from '../systems/free-ports.ts'
import { startIssuer } from '../systems/start-issuer.ts'
import { issuerTests } from './dcp-tests.ts'

/** The issuer of the Decentralized Claims Protocol: the broker's issuer service, asked by a holder of the kit's. */
export const dcpIssuer: Suite = {
  ...{ name: 'dcp issuer', kit: dcpKit, expected: issuerTests },
  async run(context) {
    const { kit: kitPort } = await freePorts(['kit'])
    const issuer = await startIssuer(context)
    try {
      return await runKit(context, {
        kit: dcpKit,
        packages: ['org.eclipse.dataspacetck.dcp.verification.issuance.issuer'],
        properties: {
          'dataspacetck.host': '127.0.0.1',
          'dataspacetck.port': String(kitPort),
          'dataspacetck.callback.address': `http://127.0.0.1:${kitPort}`,
          'dataspacetck.did.issuer': issuer.did,
        },
      })
    } finally {
      await issuer.stop()
    }
  },
}
