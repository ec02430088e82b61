import { bearerToken } from '@lianshu/http'
import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { Broker } from './broker.ts'

interface Request {
  readonly req: { header(name: string): string | undefined }
}

/** The DID that signed the request's token, member or not. */
export async function callerOf(broker: Broker, c: Request): Promise<Result<Did, DomainError>> {
  const token = bearerToken(c.req.header('authorization'))
  if (!token.ok) return token
  const caller = await broker.node.identities.authenticate(token.value, broker.did)
  return caller.ok ? ok(caller.value.issuer) : caller
}

/** The member that sent the request: its credential was shown and is valid, and it was not suspended since. */
export async function memberOf(broker: Broker, c: Request): Promise<Result<Did, DomainError>> {
  const token = bearerToken(c.req.header('authorization'))
  if (!token.ok) return token
  const caller = await broker.node.identities.authenticateMember(token.value, broker.did)
  if (!caller.ok) return caller
  const { did } = caller.value
  const entry = await broker.members.get(broker.did, did)
  if (entry?.state === 'ADMITTED') return ok(did)
  return err(domainError('auth.not-member', `${did} is not an admitted member of this space`))
}
