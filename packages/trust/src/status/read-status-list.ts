import {
  type Clock,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
} from '@lianshu/kernel'
import { withoutNulls } from '@lianshu/protocol/dcp'
import type { DidResolver } from '../did/did-resolver.ts'
import { didOfKid } from '../did/did-web.ts'
import type { FetchDocument } from '../ports.ts'
import { checkJws, parseObject, readJws } from '../verify/jws.ts'
import type { Bitstring } from './bitstring.ts'
import { decodeList } from './encoded-list.ts'
import { statusListSchema } from './status-list-credential.ts'

export interface ReadStatusListDeps {
  readonly fetchDocument: FetchDocument
  readonly resolver: DidResolver
  readonly clock: Clock
  /** Takes a list that is plain JSON, short, and signed by nobody: for a test kit's lists, never for a space. */
  readonly allowUnsignedLists?: boolean
}

/** A list that was fetched and holds. */
export interface HeldStatusList {
  readonly bits: Bitstring
  readonly purposes: readonly string[]
  /** When it ends by its own word, in milliseconds since 1970; Infinity when it does not say. */
  readonly validUntilMs: number
}

const maxBytes = 1024 * 1024
const timeoutMs = 5_000
const signedTypes = ['application/vc+jwt', 'application/jwt', 'application/vc+ld+json+jwt']
// The kit that publishes them names no type at all.
const unsignedTypes = ['application/json', 'application/vc', 'application/ld+json', '']

const refuse = (message: string) => err(domainError('peer.invalid', message))

/**
 * Fetches a status list (Bitstring Status List 1.0 section 3.2, StatusList2021 section 5.2) and checks that
 * `issuer` signed it with a key under `assertionMethod` and that it is valid now. Only the issuer of a
 * credential may keep its status here: another one's list is refused. `peer.…` in every case of failure.
 */
export async function readStatusList(
  deps: ReadStatusListDeps,
  { url, issuer }: { readonly url: string; readonly issuer: Did },
): Promise<Result<HeldStatusList, DomainError>> {
  const unsigned = deps.allowUnsignedLists ? unsignedTypes.filter((type) => type !== '') : []
  const accept = [...signedTypes, ...unsigned].join(', ')
  const fetched = await deps.fetchDocument({ url, accept, maxBytes, timeoutMs })
  if (!fetched.ok) return fetched
  const { mediaType, text } = fetched.value
  if (signedTypes.includes(mediaType)) return readSigned(deps, { text, issuer })
  if (deps.allowUnsignedLists && unsignedTypes.includes(mediaType)) {
    return readClaims(deps.clock, parseJson(text), issuer, 1)
  }
  return refuse(`the status list is of type ${mediaType.slice(0, 80) || 'nothing'}, not a JWT`)
}

async function readSigned(
  deps: ReadStatusListDeps,
  { text, issuer }: { readonly text: string; readonly issuer: Did },
): Promise<Result<HeldStatusList, DomainError>> {
  const jws = readJws(text.trim())
  if (!jws.ok) return refuse(`the status list: ${jws.error.message}`)
  if (didOfKid(jws.value.kid) !== issuer) return refuse(`${issuer} did not sign the status list`)
  const payload = parseObject(jws.value.payload)
  // In VCDM 1.1 the credential is a claim, in VCDM 2.0 it is the payload.
  const list = readClaims(deps.clock, payload?.vc ?? payload, issuer)
  if (!list.ok) return list
  const key = await deps.resolver.findKey(jws.value.kid, 'assertionMethod')
  if (!key.ok) return key.error.code === 'peer.unreachable' ? key : refuse(key.error.message)
  const signature = await checkJws(jws.value, key.value.jwk)
  return signature.ok ? list : refuse(signature.error.message)
}

function readClaims(
  clock: Clock,
  claims: unknown,
  issuer: Did,
  fewestBits?: number,
): Result<HeldStatusList, DomainError> {
  const parsed = statusListSchema.safeParse(withoutNulls(claims))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refuse(`the status list ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const list = parsed.data
  if (list.issuer !== issuer) return refuse(`the status list is by ${list.issuer}, not ${issuer}`)
  const from = list.validFrom ?? list.issuanceDate
  const until = list.validUntil ?? list.expirationDate
  const now = clock.now()
  if (from && now < new Date(from)) return refuse(`the status list is valid from ${from} on`)
  if (until && now >= new Date(until)) return refuse(`the status list expired at ${until}`)
  const { encodedList, statusPurpose } = list.credentialSubject
  const bits = decodeList(encodedList, fewestBits)
  if (!bits.ok) return bits
  return ok({
    bits: bits.value,
    purposes: [statusPurpose].flat(),
    validUntilMs: until ? new Date(until).getTime() : Number.POSITIVE_INFINITY,
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
