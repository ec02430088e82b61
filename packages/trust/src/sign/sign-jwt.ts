import type { SigningKey } from '../keys/participant-keys.ts'
import { signText } from './sign-text.ts'

/**
 * Signs a JWT with did-jwt: tokens, credentials and presentations; `typ` tells them apart. The library
 * writes the JWT, the signature itself is made by node:crypto, some forty times faster than in JavaScript.
 */
export async function signJwt(
  key: SigningKey,
  typ: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<string> {
  // Loaded when the first is signed: a node that meets nobody need not hold it.
  const { createJWS } = await import('did-jwt')
  // Its type of a header knows tokens alone; presentations and credentials have a typ of their own.
  const header = { alg: key.algorithm, kid: key.kid, typ: typ as 'JWT' }
  return createJWS({ ...payload }, async (data) => signText(key, data), header)
}
