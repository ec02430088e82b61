import { apiKeyGuard, bearerToken, type Guard } from '@lianshu/http'
import { type Did, domainError, err, ok } from '@lianshu/kernel'
import type { Broker } from './broker.ts'

/** Admits whoever signed the request's token, member or not. */
export const anySender = (broker: Broker): Guard<Did> => ({
  scheme: 'selfIssuedToken',
  problems: ['auth.missing', 'auth.invalid', 'auth.replayed'],
  async admit(c) {
    const token = bearerToken(c.req.header('authorization'))
    if (!token.ok) return token
    const caller = await broker.node.identities.authenticate(token.value, broker.did)
    return caller.ok ? ok(caller.value.issuer) : caller
  },
})

/** Admits members: the sender's credential was shown and is valid, and it was not suspended since. */
export const membersOnly = (broker: Broker): Guard<Did> => ({
  scheme: 'selfIssuedToken',
  problems: ['auth.missing', 'auth.invalid', 'auth.replayed', 'auth.not-member'],
  async admit(c) {
    const token = bearerToken(c.req.header('authorization'))
    if (!token.ok) return token
    const caller = await broker.node.identities.authenticateMember(token.value, broker.did)
    if (!caller.ok) return caller
    const { did } = caller.value
    const entry = await broker.members.get(broker.did, did)
    if (entry?.state === 'ADMITTED') return ok(did)
    return err(domainError('auth.not-member', `${did} is not an admitted member of this space`))
  },
})

export const operatorOnly = ({ apiKey }: Broker): Guard<undefined> => apiKeyGuard(apiKey)
