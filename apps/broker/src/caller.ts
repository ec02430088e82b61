import { bearerToken } from '@lianshu/http'
import type { Did, DomainError, Result } from '@lianshu/kernel'
import type { Membership } from '@lianshu/trust'
import type { Broker } from './broker.ts'

interface Request {
  readonly req: { header(name: string): string | undefined }
}

/** The DID that signed the request's token, member or not. */
export async function callerOf(broker: Broker, c: Request): Promise<Result<Did, DomainError>> {
  const token = bearerToken(c.req.header('authorization'))
  if (!token.ok) return token
  const caller = await broker.node.identities.authenticate(token.value, broker.did)
  return caller.ok ? { ok: true, value: caller.value.issuer } : caller
}

/** The member that sent the request: its credential was shown and is valid, and it was not suspended since. */
export async function memberOf(
  broker: Broker,
  c: Request,
): Promise<Result<Membership, DomainError>> {
  const token = bearerToken(c.req.header('authorization'))
  if (!token.ok) return token
  const member = await broker.node.identities.authenticateMember(token.value, broker.did)
  if (!member.ok) return member
  const entry = await broker.members.get(broker.did, member.value.member)
  if (entry?.state === 'ADMITTED') return member
  const message = `${member.value.member} is not an admitted member of this space`
  return { ok: false, error: { code: 'auth.not-member', message } }
}
