import type { Did } from '@lianshu/kernel'
import { isDid } from '@lianshu/kernel'
import { z } from 'zod'
import { type IssueTokenDeps, issueSelfIssuedToken, tokenSeconds } from './issue-token.ts'
import { knowsSecret, type TokenClients } from './token-client.ts'

const formSchema = z.object({
  grant_type: z.string(),
  client_id: z.string().min(1).max(512),
  client_secret: z.string().min(1).max(512),
  audience: z.string().max(512).refine(isDid, 'must be a DID'),
  bearer_access_scope: z.string().min(1).max(4096).optional(),
  token: z.string().min(1).max(8192).optional(),
})

export interface GrantTokenDeps extends IssueTokenDeps {
  readonly clients: TokenClients
}

/** A token as OAuth 2.0 tells it (RFC 6749 section 5.1). */
export interface GrantedToken {
  readonly access_token: string
  readonly expires_in: number
  readonly token_type: 'Bearer'
}

/** Why there is none (RFC 6749 section 5.2). */
export interface TokenRefusal {
  readonly error: 'invalid_request' | 'invalid_client' | 'invalid_scope' | 'unsupported_grant_type'
  readonly error_description: string
}

const maxScopes = 16

/**
 * Answers a request to a participant's token service with the client credentials grant (DCP 1.0 leaves this
 * interface open; its STS document is followed): a self-issued token for `audience`, with an access
 * token for that very audience and the scopes of `bearer_access_scope` inside, or with a `token` of
 * somebody else that is handed back.
 */
export async function grantToken(
  deps: GrantTokenDeps,
  form: Readonly<Record<string, string>>,
): Promise<GrantedToken | TokenRefusal> {
  const read = formSchema.safeParse(form)
  if (!read.success) {
    const issue = read.error.issues[0]
    return refuse('invalid_request', `${issue?.path.join('.')}: ${issue?.message}`)
  }
  const { grant_type, client_id, client_secret, audience, bearer_access_scope, token } = read.data
  if (grant_type !== 'client_credentials') {
    return refuse('unsupported_grant_type', 'grant_type must be client_credentials')
  }
  const { did } = deps.keys
  const client = client_id === did ? await deps.clients.get(did, did) : undefined
  if (!knowsSecret(client, client_secret)) {
    return refuse('invalid_client', 'client_id or client_secret is wrong')
  }
  if (token !== undefined && bearer_access_scope !== undefined) {
    return refuse('invalid_request', 'give token or bearer_access_scope, not both')
  }
  const grantScopes = bearer_access_scope?.split(' ').filter((scope) => scope !== '')
  if (grantScopes && grantScopes.length > maxScopes) {
    return refuse('invalid_scope', `at most ${maxScopes} scopes`)
  }
  const request = { audience: audience as Did, grantScopes, accessToken: token }
  const access_token = await issueSelfIssuedToken(deps, request)
  return { access_token, expires_in: tokenSeconds, token_type: 'Bearer' }
}

const refuse = (error: TokenRefusal['error'], error_description: string): TokenRefusal => ({
  error,
  error_description,
})
