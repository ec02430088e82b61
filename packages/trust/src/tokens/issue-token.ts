import { type Clock, type Did, mintUrn, type Random } from '@lianshu/kernel'
import type { SelfIssuedClaims } from '@lianshu/protocol/dcp'
import { activeKey, type ParticipantKeys } from '../keys/participant-keys.ts'
import { signJwt } from '../sign/sign-jwt.ts'
import { issueAccessToken } from './access-token.ts'
import type { AccessTokens } from './kept-access-tokens.ts'

export interface IssueTokenDeps {
  readonly keys: ParticipantKeys
  readonly clock: Clock
  readonly random: Random
  /** Default: an access token of its own in each token that grants something. */
  readonly accessTokens?: AccessTokens
}

export interface IssueToken {
  /** Who the token is for; nobody else accepts it. */
  readonly audience: Did
  /** An access token that the audience gave us, sent back to it. */
  readonly accessToken?: string
  /** Lets the audience read these scopes from our credential service, while the token lives. */
  readonly grantScopes?: readonly string[]
}

/** How long a self-issued token lives, in seconds; verifiers refuse more than `maxTokenSeconds`. */
export const tokenSeconds = 120

/** Issues a self-issued ID token (DCP 1.0 section 4.3): good for one request to one receiver. */
export async function issueSelfIssuedToken(
  deps: IssueTokenDeps,
  { audience, accessToken, grantScopes }: IssueToken,
): Promise<string> {
  const { did } = deps.keys
  const iat = Math.floor(deps.clock.now().getTime() / 1000)
  const { accessTokens = (keys, grant) => issueAccessToken({ ...deps, keys }, grant) } = deps
  const token = grantScopes
    ? await accessTokens(deps.keys, { audience, scopes: grantScopes })
    : accessToken
  const claims: SelfIssuedClaims = {
    iss: did,
    sub: did,
    aud: audience,
    jti: mintUrn(deps.random),
    iat,
    exp: iat + tokenSeconds,
    token,
  }
  return signJwt(activeKey(deps.keys), 'JWT', claims)
}
