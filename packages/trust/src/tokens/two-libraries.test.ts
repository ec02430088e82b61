import { type Did, seededRandom } from '@lianshu/kernel'
import { type DidDocument, selfIssuedClaimsSchema } from '@lianshu/protocol/dcp'
import { importJWK, jwtVerify } from 'jose'
import { expect, it } from 'vitest'
import { generateParticipantKeys } from '../keys/participant-keys.ts'
import { verifyDidJwt } from '../sign/verify-did-jwt.ts'
import { fakeSpace } from '../testing/fake-space.ts'
import { oddTokens } from '../testing/odd-tokens.ts'
import { parseObject, readJws } from '../verify/jws.ts'
import { maxTokenSeconds, verifySelfIssuedToken } from './verify-token.ts'

const seed = process.env.TOKENS_SEED ?? 'a thousand tokens'
const count = 1_000
const skewSeconds = 10

const space = await fakeSpace('receiver', 'stranger')
const [receiver, stranger] = space.members
const audience = receiver!.did
const senders = await Promise.all(
  (['EdDSA', 'ES256'] as const).map(async (algorithm) => {
    const did = `did:web:${algorithm.toLowerCase()}.example` as Did
    const keys = await generateParticipantKeys(did, space.clock, algorithm)
    space.publish(did, space.document(keys))
    return keys
  }),
)
const now = Math.floor(space.clock.now().getTime() / 1000)

/** What the node does with a token, save that it forgets the token's id. */
async function byNode(token: string): Promise<boolean> {
  const deps = { ...space, seenTokens: { remember: async () => true } }
  return (await verifySelfIssuedToken(deps, { token, audience })).ok
}

/** The rules of DCP with jose alone: its parser, its signatures, its claims. */
async function byJose(token: string): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(token, async ({ kid = '', alg }) => keyOf(kid, alg), {
      ...{ algorithms: ['EdDSA', 'ES256'], audience, clockTolerance: skewSeconds },
      ...{ currentDate: space.clock.now(), requiredClaims: ['iss', 'sub', 'jti', 'iat', 'exp'] },
    })
    const header = parseObject(token.split('.')[0]!) as Record<string, string>
    const { typ = 'JWT', kid = '' } = header
    const { iss, sub, aud, iat, exp } = payload
    const isOfDcp =
      iss === sub &&
      kid.split('#')[0] === iss &&
      typ.toUpperCase() === 'JWT' &&
      header.cty === undefined
    const isTimely = iat! <= now + skewSeconds && exp! > iat! && exp! - iat! <= maxTokenSeconds
    // What a claim may be, and how long a token, is our own rule. And jose reads base64 with white space.
    const isPlain = token.length <= 16_384 && /^[\w-]+(\.[\w-]+){2}$/.test(token)
    const isOurs = isPlain && selfIssuedClaimsSchema.safeParse(payload).success
    return isOfDcp && isTimely && typeof aud === 'string' && isOurs
  } catch {
    return false
  }
}

async function keyOf(kid: string, alg: string) {
  const did = kid.split('#')[0] as Did
  const found = await space.resolver.resolve(did)
  const document = found.ok ? found.value : ({ verificationMethod: [] } as unknown as DidDocument)
  const method = document.verificationMethod.find(({ id }) => id === kid)
  if (!method?.publicKeyJwk || !document.capabilityInvocation.includes(kid))
    throw new Error('no key')
  return importJWK({ ...method.publicKeyJwk }, alg)
}

/** The rules of DCP with did-jwt, as credentials and presentations are verified with it. */
async function byDidJwt(token: string): Promise<boolean> {
  const jws = readJws(token)
  if (!jws.ok || token.length > 16_384) return false
  if (jws.value.typ !== undefined && jws.value.typ.toUpperCase() !== 'JWT') return false
  const claims = selfIssuedClaimsSchema.safeParse(parseObject(jws.value.payload))
  if (!claims.success) return false
  const { iss: issuer, sub, aud, iat, exp } = claims.data
  const isTimely = iat <= now + skewSeconds && exp > iat && exp - iat <= maxTokenSeconds
  if (issuer !== sub || aud !== audience || !isTimely) return false
  const rules = { issuer, audience, purpose: 'capabilityInvocation', skewSeconds } as const
  return (await verifyDidJwt(space, jws.value, rules)).ok
}

it(`${count} tokens get one verdict from jose, did-jwt and the node (seed: ${seed})`, async () => {
  const tokens = oddTokens({
    random: seededRandom(seed),
    senders,
    stranger: stranger!,
    audience,
    now,
  })
  const accepted = new Map<string, number>()
  const refused = new Map<string, number>()
  for (let index = 0; index < count; index++) {
    const { what, text, isGood } = tokens.next()
    const verdicts = {
      node: await byNode(text),
      jose: await byJose(text),
      didJwt: await byDidJwt(text),
    }
    const expected = { node: isGood, jose: isGood, didJwt: isGood }
    expect(verdicts, `token ${index}, ${what}: ${text.slice(0, 2000)}`).toEqual(expected)
    const tally = isGood ? accepted : refused
    tally.set(what, (tally.get(what) ?? 0) + 1)
  }
  // The generator met every kind that it knows.
  expect(accepted.size).toBe(tokens.goodKinds)
  expect(refused.size).toBe(tokens.badKinds)
}, 120_000)
