import { dcpKit } from '../kits/kit.ts'
import { runKit } from '../kits/run-kit.ts'
import { managementOf } from '../pilot/management.ts'
import { pilotSlug } from '../pilot/participant.ts'
import type { Suite, SuiteContext } from '../suite.ts'
import { freePorts } from '../systems/free-ports.ts'
import { openIssuerStandIn } from '../systems/issuer-stand-in.ts'
import { startTrial, type Trial } from '../systems/start-trial.ts'
import { credentialServiceTests, verifierTests } from './dcp-tests.ts'

const verification = 'org.eclipse.dataspacetck.dcp.verification'
const types = ['MembershipCredential', 'SensitiveDataCredential']

/** The holder of the Decentralized Claims Protocol: wallet and token service of a hosted participant. */
export const dcpCredentialService: Suite = {
  ...{ name: 'dcp credential-service', kit: dcpKit, expected: credentialServiceTests },
  run: (context) =>
    onTrial(context, async ({ trial, kitPort }) => {
      const management = managementOf(trial.connectorUrl, trial.apiKey, pilotSlug)
      const client = await management.post<{ clientId: string; clientSecret: string }>(
        '/token-client',
      )
      const issuer = await openIssuerStandIn(kitPort, types)
      const wanted = { issuer: issuer.did, wanted: { types } }
      const asked = await management.post<{ id: string }>('/credential-requests', wanted)
      await received(management, asked.id)
      await issuer.close()
      return {
        packages: [`${verification}.presentation.cs`, `${verification}.issuance.cs`],
        properties: {
          'dataspacetck.did.holder': client.clientId,
          'dataspacetck.sts.url': `${trial.connectorUrl}/participants/${pilotSlug}/sts`,
          'dataspacetck.sts.client.id': client.clientId,
          'dataspacetck.sts.client.secret': client.clientSecret,
          'dataspacetck.credentials.correlation.id': asked.id,
        },
      }
    }),
}

/** The verifier: an endpoint of the Dataspace Protocol, asked by the kit in the name of a holder of its own. */
export const dcpVerifier: Suite = {
  ...{ name: 'dcp verifier', kit: dcpKit, expected: verifierTests },
  run: (context) =>
    onTrial(context, async ({ trial, did }) => {
      const base = `${trial.connectorUrl}/participants/${pilotSlug}/dsp/2025-1`
      return {
        packages: [`${verification}.presentation.verifier`],
        properties: {
          'dataspacetck.did.verifier': did,
          'dataspacetck.vpp.trigger.endpoint': `${base}/catalog/request`,
        },
      }
    }),
}

interface Stage {
  readonly trial: Trial
  /** Of the participant on trial. */
  readonly did: string
  readonly kitPort: number
}

interface Run {
  readonly packages: readonly string[]
  readonly properties: Readonly<Record<string, string>>
}

/** Runs the kit against a connector that trusts the kit's issuer and hosts one participant with a P-256 key. */
async function onTrial(context: SuiteContext, prepare: (stage: Stage) => Promise<Run>) {
  const { kit: kitPort } = await freePorts(['kit'])
  const issuer = `did:web:127.0.0.1%3A${kitPort}:issuer`
  const trial = await startTrial({
    ...{ directory: context.directory, redis: context.redis, entry: 'dcp-main.ts' },
    // Every test of the verifier shows something else in the name of one holder: nothing may be kept.
    connector: {
      ...{ operators: issuer, issuers: `SensitiveDataCredential=${issuer}` },
      presentationSeconds: '0',
    },
  })
  try {
    const { id: did } = await host(trial)
    const { packages, properties } = await prepare({ trial, did, kitPort })
    const address = `http://127.0.0.1:${kitPort}`
    return await runKit(context, {
      ...{ kit: dcpKit, packages },
      properties: {
        'dataspacetck.port': String(kitPort),
        'dataspacetck.host': '127.0.0.1',
        'dataspacetck.callback.address': address,
        ...properties,
      },
    })
  } finally {
    await trial.stop()
  }
}

/** Everybody whom the kit meets: one participant, whose key the kit can read. */
async function host({ connectorUrl, apiKey }: Trial): Promise<{ id: string }> {
  const name = { zh: '受试方', en: 'On trial' }
  const answer = await fetch(`${connectorUrl}/api/participants`, {
    method: 'POST',
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ slug: pilotSlug, name, roles: ['owner'], keyAlgorithm: 'ES256' }),
  })
  if (!answer.ok) throw new Error(`no participant was hosted: ${await answer.text()}`)
  return (await answer.json()) as { id: string }
}

/** Resolves when the issuer has taken the request. */
async function received(management: ReturnType<typeof managementOf>, id: string): Promise<void> {
  for (let looks = 0; looks < 100; looks++) {
    const requests =
      await management.get<readonly { id: string; state: string }[]>('/credential-requests')
    if (requests.find((request) => request.id === id)?.state === 'RECEIVED') return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('the credential request was not taken')
}
