import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import type { Random } from '@lianshu/kernel'
import { activeKey, type ParticipantKeys, type SigningKey } from '../keys/participant-keys.ts'
import { signText } from '../sign/sign-text.ts'

/** A token, and what was done to it; `isGood` when every verifier must accept it. */
export interface OddToken {
  readonly what: string
  readonly text: string
  readonly isGood: boolean
}

export interface OddTokens {
  readonly random: Random
  readonly senders: readonly ParticipantKeys[]
  readonly stranger: ParticipantKeys
  readonly audience: string
  /** Seconds since 1970. */
  readonly now: number
}

type Claims = Record<string, unknown>

const base64Url = (text: string | Buffer): string => Buffer.from(text).toString('base64url')
const prime256 = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')

/** Makes self-issued tokens without end, good ones and bad ones of every kind that we know. */
export function oddTokens({ random, senders, stranger, audience, now }: OddTokens) {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random.unit() * items.length)]!
  const whole = (below: number) => Math.floor(random.unit() * below)
  let serial = 0

  const goodClaims = (did: string): Claims => ({
    ...{ iss: did, sub: did, aud: audience, jti: `jti-${serial++}`, iat: now - whole(60) },
    ...{ exp: now + 1 + whole(300), ...(whole(2) ? { nbf: now - whole(60) } : {}) },
    ...(whole(2) ? { token: base64Url(`access ${whole(1e9)}`) } : {}),
  })
  const headerOf = ({ algorithm: alg, kid }: SigningKey) => ({ alg, kid, typ: 'JWT' })
  const write = (key: SigningKey, header: string | object, payload: string | object): string => {
    const text = (part: string | object) => (typeof part === 'string' ? part : JSON.stringify(part))
    const input = `${base64Url(text(header))}.${base64Url(text(payload))}`
    return `${input}.${signText(key, input)}`
  }
  /** One token; the change may replace its claims, its header, or the whole text. */
  const make = (change: {
    readonly claims?: Claims | ((good: Claims) => unknown)
    readonly header?: object | ((good: object) => string | object)
    readonly text?: (text: string, key: SigningKey) => string
  }): string => {
    const keys = pick(senders)
    const key = activeKey(keys)
    const good = goodClaims(keys.did)
    const { claims = {}, header = {}, text = (same: string) => same } = change
    const said = typeof claims === 'function' ? claims(good) : { ...good, ...claims }
    const named =
      typeof header === 'function' ? header(headerOf(key)) : { ...headerOf(key), ...header }
    return text(write(key, named, said as string | object), key)
  }
  /** Replaces one part of a token. */
  const part = (at: number, change: (part: string) => string) => (text: string) =>
    text
      .split('.')
      .map((one, index) => (index === at ? change(one) : one))
      .join('.')
  const flip = (text: string) => {
    const bytes = Buffer.from(text, 'base64url')
    bytes[whole(bytes.length)]! ^= 1 << whole(8)
    return base64Url(bytes)
  }
  const halves = (signature: string) => {
    const bytes = Buffer.from(signature, 'base64url')
    return [bytes.subarray(0, 32), bytes.subarray(32)] as const
  }
  const unsigned = (header: object) =>
    make({
      header,
      text: (text) => `${text.split('.').slice(0, 2).join('.')}.`,
    })
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })

  const kinds: Readonly<Record<string, () => string>> = {
    'a flipped bit in the header': () => make({ text: part(0, flip) }),
    'a flipped bit in the payload': () => make({ text: part(1, flip) }),
    'a flipped bit in the signature': () => make({ text: part(2, flip) }),
    'alg none without signature': () => unsigned({ alg: pick(['none', 'None', 'NONE', '']) }),
    'alg none with the signature': () => make({ header: { alg: 'none' } }),
    'no alg': () => make({ header: { alg: undefined } }),
    'an alg that is not the key’s': () =>
      make({
        header: { alg: pick(['ES256K', 'ES384', 'RS256', 'PS256', 'HS256', 'eddsa', 'es256']) },
      }),
    'the other alg of ours': () =>
      make({
        header: (good) => ({
          ...good,
          alg: 'alg' in good && good.alg === 'EdDSA' ? 'ES256' : 'EdDSA',
        }),
      }),
    'an HMAC with the public key': () =>
      make({
        header: { alg: 'HS256' },
        text: (text, key) => {
          const input = text.split('.').slice(0, 2).join('.')
          const secret = Buffer.from(String(key.publicJwk.x), 'base64url')
          return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
        },
      }),
    'an RSA signature': () =>
      make({
        header: { alg: 'RS256' },
        text: (text) => {
          const input = text.split('.').slice(0, 2).join('.')
          return `${input}.${sign('sha256', Buffer.from(input), rsa.privateKey).toString('base64url')}`
        },
      }),
    'the key of somebody else': () =>
      make({
        text: (text) => {
          const input = text.split('.').slice(0, 2).join('.')
          return `${input}.${signText(activeKey(stranger), input)}`
        },
      }),
    'the kid of somebody else': () => make({ header: { kid: activeKey(stranger).kid } }),
    'a kid that is not there': () =>
      make({ header: (good) => ({ ...good, kid: `${(good as { kid: string }).kid}x` }) }),
    'a kid that is no DID URL': () => make({ header: { kid: pick(['1', '#1', 'did:web:', '']) } }),
    'a kid that is a number': () => make({ header: { kid: 7 } }),
    'a token that expired': () => make({ claims: { iat: now - 600, exp: now - 11 - whole(500) } }),
    'the last moment of its life': () => make({ claims: { iat: now - 60, exp: now - 10 } }),
    'an iat in the future': () => make({ claims: { iat: now + 11 + whole(100), nbf: undefined } }),
    'an nbf in the future': () => make({ claims: { nbf: now + 11 + whole(100) } }),
    'a life of days': () => make({ claims: { exp: now + 901 + whole(1e6) } }),
    'an end before its beginning': () => make({ claims: { iat: now, exp: now - 1 - whole(9) } }),
    'a claim that is missing': () =>
      make({ claims: { [pick(['iss', 'sub', 'aud', 'jti', 'iat', 'exp'])]: undefined } }),
    'a time that is text': () => make({ claims: { [pick(['iat', 'exp', 'nbf'])]: `${now}` } }),
    'a time that is no whole number': () => make({ claims: { exp: now + 60.5 } }),
    'a time that is endless': () =>
      make({ claims: (good) => JSON.stringify(good).replace(/"exp":\d+/, '"exp":1e400') }),
    'another audience': () => make({ claims: { aud: pick([stranger.did, '', `${audience}/`]) } }),
    'a list of audiences': () =>
      make({ claims: { aud: pick([[audience], [audience, stranger.did], []]) } }),
    'a foreign issuer': () => make({ claims: { iss: stranger.did } }),
    'a foreign subject': () => make({ claims: { sub: stranger.did } }),
    'a foreign issuer and subject': () =>
      make({ claims: { iss: stranger.did, sub: stranger.did } }),
    'a critical extension': () => make({ header: { crit: ['exp'], exp: now + 60 } }),
    'an unencoded payload': () => make({ header: { b64: false, crit: ['b64'] } }),
    'a nested JWT': () =>
      make({ header: { cty: 'JWT' }, claims: (good) => ({ ...good, jwt: make({}) }) }),
    'another typ': () =>
      make({ header: { typ: pick(['vc+jwt', 'vp+jwt', 'lianshu+json', 'at+jwt']) } }),
    'a presentation': () => make({ claims: { vp: { type: ['VerifiablePresentation'] } } }),
    'a payload that is no object': () =>
      make({ claims: () => pick(['[]', '"x"', '1', 'null', '{', '']) }),
    'a header that is no object': () =>
      make({ header: () => pick(['[]', '"x"', 'null', '{', '']) }),
    'something huge': () => make({ claims: { token: 'x'.repeat(20_000) } }),
    'a control character': () => make({ claims: { jti: `a${String.fromCharCode(whole(32))}b` } }),
    'no signature': () => make({ text: part(2, () => '') }),
    'a signature of zeros': () => make({ text: part(2, () => base64Url(Buffer.alloc(64))) }),
    'a signature that is cut': () => make({ text: part(2, (one) => one.slice(0, whole(80))) }),
    'a signature that goes on': () =>
      make({ text: part(2, (one) => `${one}${pick(['AA', 'AAAA'])}`) }),
    'halves of a signature swapped': () =>
      make({ text: part(2, (one) => base64Url(Buffer.concat([halves(one)[1], halves(one)[0]]))) }),
    padding: () => make({ text: part(whole(3), (one) => `${one}=`) }),
    'white space': () =>
      make({ text: (text) => pick([` ${text}`, `${text}\n`, text.replace('.', '. ')]) }),
    'a part too few': () => make({ text: (text) => text.split('.').slice(0, 2).join('.') }),
    'a part too many': () => make({ text: (text) => `${text}.${text.split('.')[2]}` }),
    'another alphabet': () => make({ text: part(2, (one) => `+/${one.slice(2)}`) }),
    nothing: () => pick(['', '.', '..', '...']),
  }
  const goods: Readonly<Record<string, () => string>> = {
    'a plain token': () => make({}),
    'a token without typ': () => make({ header: { typ: undefined } }),
    'a token with a typ in small letters': () => make({ header: { typ: 'jwt' } }),
    'a token at the edge of its life': () => make({ claims: { iat: now - 60, exp: now - 9 } }),
    'a token from a clock a little ahead': () =>
      make({ claims: { iat: now + 9, nbf: now + 9, exp: now + 60 } }),
    'a token with keys and addresses of nobody’s concern': () =>
      make({
        header: {
          jwk: activeKey(stranger).publicJwk,
          ...{
            jku: 'https://stranger.example/keys',
            x5u: 'https://stranger.example/x',
            x5c: ['x'],
          },
        },
      }),
    'a token with more claims': () => make({ claims: { scope: 'x', nonce: 'y' } }),
    'the other signature that ECDSA allows': () =>
      make({
        text: (text, { algorithm }) => {
          if (algorithm !== 'ES256') return text
          return part(2, (one) => {
            const [r, s] = halves(one)
            const other = (prime256 - BigInt(`0x${s.toString('hex')}`)).toString(16)
            return base64Url(Buffer.concat([r, Buffer.from(other.padStart(64, '0'), 'hex')]))
          })(text)
        },
      }),
  }
  return {
    goodKinds: Object.keys(goods).length,
    badKinds: Object.keys(kinds).length,
    next(): OddToken {
      const isGood = whole(5) === 0
      const [what, create] = pick(Object.entries(isGood ? goods : kinds))
      return { what, text: create(), isGood }
    },
  }
}
