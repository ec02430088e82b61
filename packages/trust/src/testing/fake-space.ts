import {
  type Did,
  domainError,
  err,
  manualClock,
  ok,
  type SeenTokens,
  seededRandom,
} from '@lianshu/kernel'
import { buildDidDocument } from '../did/did-document.ts'
import { createDidResolver } from '../did/did-resolver.ts'
import { didWeb, didWebUrl } from '../did/did-web.ts'
import { generateParticipantKeys, type ParticipantKeys } from '../keys/participant-keys.ts'
import type { FetchJson, JsonRequest } from '../ports.ts'

/** A space on no network: participants with keys, their documents, a clock, and what was fetched. */
export async function fakeSpace(...names: readonly string[]) {
  const clock = manualClock('2026-03-01T08:00:00.000Z')
  const random = seededRandom('fake space')
  const answers = new Map<string, (request: JsonRequest) => unknown>()
  const fetched: string[] = []
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
      did: keys.did,
      keys,
      services: [{ type: 'CredentialService', endpoint: `https://wallet.example/${keys.did}` }],
    })
  return {
    clock,
    random,
    answers,
    fetched,
    fetchJson,
    publish,
    document,
    seenTokens: memorySeenTokens(),
    resolver: createDidResolver({ fetchJson, clock }),
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
