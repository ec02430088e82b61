import { type App, bearerToken, renderProblem } from '@lianshu/http'
import { domainError } from '@lianshu/kernel'
import { renderProtocolVersions } from '@lianshu/protocol/dsp'
import { answerPresentationQuery, buildDidDocument } from '@lianshu/trust'
import type { Connector } from '../connector.ts'

/** Who the hosted participants are: DID documents, version metadata and the credential service. */
export function identityRoutes(app: App, connector: Connector): void {
  const { addresses, participants, credentials } = connector
  const { identities, clock, random, seenTokens } = connector.node

  app.get('/participants/:slug/did.json', async (c) => {
    const { slug } = c.req.param()
    const did = addresses.did(slug)
    if (!(await participants.get(did))) return renderProblem(c, unknown(slug))
    const services = [
      { type: 'CredentialService', endpoint: addresses.credentialService(slug) },
      { type: 'DataService', endpoint: addresses.protocolRoot(slug) },
    ]
    return c.json(buildDidDocument({ did, keys: await identities.keysOf(did), services }))
  })

  app.get('/participants/:slug/dsp/.well-known/dspace-version', async (c) => {
    const { slug } = c.req.param()
    if (!(await participants.get(addresses.did(slug)))) return renderProblem(c, unknown(slug))
    return c.json(renderProtocolVersions())
  })

  app.post('/participants/:slug/dcp/presentations/query', async (c) => {
    const { slug } = c.req.param()
    const did = addresses.did(slug)
    if (!(await participants.get(did))) return renderProblem(c, unknown(slug))
    const token = bearerToken(c.req.header('authorization'))
    if (!token.ok) return renderProblem(c, token.error)
    const body = await c.req.json().catch(() => undefined)
    const keys = await identities.keysOf(did)
    const { resolver } = identities
    const deps = { resolver, seenTokens, clock, keys, credentials, random }
    const answer = await answerPresentationQuery(deps, { token: token.value, body })
    return answer.ok ? c.json(answer.value) : renderProblem(c, answer.error)
  })
}

const unknown = (slug: string) =>
  domainError('not-found', `no participant ${slug.slice(0, 40)} is hosted here`)
