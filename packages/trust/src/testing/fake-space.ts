import {
  type Did,
  domainError,
  err,
  manualClock,
  ok,
  type SeenTokens,
  seededRandom,
} from '@lianshu/kernel'
import { createSchemaCheck } from '../credentials/check-schema.ts'
import { trustIssuers } from '../credentials/trusted-issuers.ts'
import { buildDidDocument } from '../did/did-document.ts'
import { createDidResolver } from '../did/did-resolver.ts'
import { didWeb, didWebUrl } from '../did/did-web.ts'
import { generateParticipantKeys, type ParticipantKeys } from '../keys/participant-keys.ts'
import type { FetchJson, JsonRequest, StatusClaims } from '../ports.ts'

/** A space on no network: participants with keys, their documents, a clock, and what was fetched. */
export async function fakeSpace(...names: readonly string[]) {
  const clock = manualClock('2026-03-01T08:00:00.000Z')
  const random = seededRandom('fake space')
  const answers = new Map<string, (request: JsonRequest) => unknown>()
  const fetched: string[] = []
  /** Ids of status entries whose credentials were taken back. */
  const revoked = new Set<string>()
  const fetchJson: FetchJson = async (request) => {
    fetched.push(request.url)
    const answer = answers.get(request.url)
    if (answer === undefined) return err(domainError('peer.unreachable', `no ${request.url}`))
    return ok(JSON.parse(JSON.stringify(await answer(request))))
  }
  const urlOf = (did: Did) => {
    const url = didWebUrl(did)
    if (!url.ok) throw new Error(url.error.message)
    return url.value
  }
  const publish = (did: Did, document: unknown) => answers.set(urlOf(did), () => document)
  const join = async (name: string): Promise<ParticipantKeys> => {
    const did = didWeb('space.example', 'participants', name)
    const keys = await generateParticipantKeys(did, clock)
    publish(did, document(keys))
    return keys
  }
  const document = (keys: ParticipantKeys) =>
    buildDidDocument({
      now: clock.now(),
      did: keys.did,
      keys,
      services: [{ type: 'CredentialService', endpoint: `https://wallet.example/${keys.did}` }],
    })
  const resolver = createDidResolver({ fetchJson, clock })
  /** Issuers per type, as a verifier of this space would have them. */
  const trusting = (issuer: ParticipantKeys, ...types: readonly string[]) => ({
    ...{ resolver, clock, checkSchema: createSchemaCheck({ fetchJson, clock }) },
    ...{ trustedIssuers: trustIssuers(types.map((type) => ({ type, issuer: issuer.did }))) },
    checkStatus: async ({ statuses }: StatusClaims) => {
      const taken = statuses.some(({ id }) => revoked.has(String(id)))
      return taken ? err(domainError('auth.invalid', 'it was revoked')) : ok(undefined)
    },
  })
  return {
    clock,
    random,
    revoked,
    trusting,
    answers,
    fetched,
    fetchJson,
    publish,
    document,
    seenTokens: memorySeenTokens(),
    resolver,
    members: await Promise.all(names.map(join)),
  }
}

function memorySeenTokens(): SeenTokens {
  const seen = new Set<string>()
  return {
    async remember(participantId, issuer, tokenId) {
      const key = JSON.stringify([participantId, issuer, tokenId])
      if (seen.has(key)) return false
      seen.add(key)
      return true
    },
  }
}
