import { createServer } from 'node:http'

const dcpContext = 'https://w3id.org/dspace-dcp/v1.0/dcp.jsonld'

/**
 * The kit's issuer before the kit runs: takes the one request whose outcome the kit delivers again and
 * again, and leaves the port to it. `close` resolves when the port is free.
 */
export async function openIssuerStandIn(port: number, types: readonly string[]) {
  const url = `http://127.0.0.1:${port}`
  const did = `did:web:127.0.0.1%3A${port}:issuer`
  const endpoint = { type: 'IssuerService', serviceEndpoint: url }
  const answers: Readonly<Record<string, readonly [number, object]>> = {
    'GET /issuer/did.json': [200, { id: did, service: [{ id: `${did}#issuer`, ...endpoint }] }],
    'GET /metadata': [
      ...[200, { '@context': [dcpContext], type: 'IssuerMetadata', issuer: did }],
    ] as const,
    'POST /credentials': [201, {}],
  }
  const supported = types.map((credentialType) => ({
    ...{ id: credentialType, type: 'CredentialObject', credentialType, offerReason: 'issuance' },
    ...{ credentialSchema: `${url}/schema`, bindingMethods: ['did:web'] },
    profile: 'vc11-sl2021/jwt',
  }))
  const server = createServer((request, response) => {
    const [status, body] = answers[`${request.method} ${request.url}`] ?? [404, {}]
    const told = request.url === '/metadata' ? { ...body, credentialsSupported: supported } : body
    response
      .writeHead(status, { 'content-type': 'application/json', connection: 'close' })
      .end(JSON.stringify(told))
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return {
    did,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
