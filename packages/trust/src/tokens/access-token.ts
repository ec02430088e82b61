import {
  type Clock,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
} from '@lianshu/kernel'
import { didSchema } from '@lianshu/protocol/dcp'
import { z } from 'zod'
import { activeKey, type ParticipantKeys } from '../keys/participant-keys.ts'
import { signJson } from '../sign/sign-json.ts'
import { checkSignedJson, findIn } from '../verify/signed-json.ts'

/** How long a verifier may come back with it, in seconds: longer than a token, a query may queue. */
export const accessTokenSeconds = 300

const claimsSchema = z.object({
  accessTo: didSchema,
  audience: didSchema,
  scopes: z.array(z.string().max(512)).max(16),
  exp: z.number().int(),
})

/**
 * A right to read, that a holder hands to one verifier: our own signed note to ourselves, opaque to
 * everyone else, so that a wallet in several processes needs no table of them.
 */
export async function issueAccessToken(
  deps: { readonly keys: ParticipantKeys; readonly clock: Clock },
  grant: { readonly audience: Did; readonly scopes: readonly string[] },
): Promise<string> {
  const exp = Math.floor(deps.clock.now().getTime() / 1000) + accessTokenSeconds
  const { audience, scopes } = grant
  return signJson(activeKey(deps.keys), { accessTo: deps.keys.did, audience, scopes, exp })
}

/** The scopes that an access token of ours grants to `presenter`; `auth.forbidden` when it grants none. */
export async function scopesOfAccessToken(
  deps: { readonly keys: ParticipantKeys; readonly clock: Clock },
  token: string | undefined,
  presenter: Did,
): Promise<Result<readonly string[], DomainError>> {
  const refuse = (message: string) => err(domainError('auth.forbidden', message))
  if (token === undefined) return refuse('the token claim with an access token is missing')
  const ours = Object.fromEntries(deps.keys.keys.map((key) => [key.kid, key.publicJwk]))
  const checked = await checkSignedJson(findIn(ours), token)
  if (!checked.ok) return refuse('the access token was not issued here')
  const claims = claimsSchema.safeParse(checked.value.value)
  if (!claims.success || claims.data.accessTo !== deps.keys.did) {
    return refuse('the access token was not issued here')
  }
  if (claims.data.audience !== presenter) {
    return refuse('the access token was issued to somebody else')
  }
  if (claims.data.exp * 1000 <= deps.clock.now().getTime()) {
    return refuse('the access token has expired')
  }
  return ok(claims.data.scopes)
}
