import type { IncomingMessage } from 'node:http'
import { type Did, mintUrn, systemRandom } from '@lianshu/kernel'
import { dcpContext, defaultProfile, membershipType, organizationType } from '@lianshu/protocol/dcp'
import type { Peers } from '@lianshu/testkit'

const described = (credentialType: string) => ({
  ...{ id: credentialType, type: 'CredentialObject', credentialType, profile: defaultProfile },
  ...{ offerReason: 'membership', bindingMethods: ['did:web'] },
  credentialSchema: `https://issuer.example/${credentialType}`,
})

/**
 * Lets the peers' operator give the next holder who asks what a member is given. Resolves when the holder's
 * wallet has taken it.
 */
export async function answerAsIssuer(
  peers: Peers,
  { holder, wallet }: { readonly holder: Did; readonly wallet: string },
): Promise<{ readonly taken: Promise<void> }> {
  const { did: issuer } = peers.operator
  peers.answer('/issuer/metadata', 200, {
    ...{ '@context': [dcpContext], type: 'IssuerMetadata', issuer },
    credentialsSupported: [membershipType, organizationType].map(described),
  })
  const asked = new Promise<string>((resolve) => {
    peers.answer('/issuer/credentials', async (response, request) => {
      const { holderPid } = JSON.parse(await textOf(request)) as { holderPid: string }
      response.writeHead(201, { 'content-type': 'application/json' }).end('{}')
      resolve(holderPid)
    })
  })
  const taken = asked.then(async (holderPid) => {
    const answer = await fetch(`${wallet}/credentials`, {
      method: 'POST',
      headers: {
        authorization: await peers.operator.authorization(holder),
        'content-type': 'application/json',
      },
      body: JSON.stringify(await messageFor(peers, holder, holderPid)),
    })
    if (!answer.ok) throw new Error(`the wallet refused: ${await answer.text()}`)
  })
  return { taken }
}

async function messageFor(peers: Peers, holder: Did, holderPid: string) {
  const issue = async (type: string, claims: object) => ({
    ...{ credentialType: type, format: defaultProfile },
    payload: await peers.issue({ type, subject: { id: holder, ...claims } }),
  })
  return {
    ...{ '@context': [dcpContext], type: 'CredentialMessage', status: 'ISSUED', holderPid },
    issuerPid: mintUrn(systemRandom),
    credentials: [
      await issue(membershipType, { name: holder, roles: ['owner'] }),
      await issue(organizationType, { legalName: holder }),
    ],
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString()
}
