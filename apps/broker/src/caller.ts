import { apiKeyGuard, bearerToken, type Guard } from '@lianshu/http'
import { type Did, domainError, err, ok } from '@lianshu/kernel'
import type { Broker } from './broker.ts'

export interface Sender {
  readonly did: Did
  /** What the sender lets us do at its own services. */
  readonly accessToken?: string
}

/** Admits whoever signed the request's token, member or not, with the access that it grants. */
export const anySenderWithAccess = (broker: Broker): Guard<Sender> => ({
  scheme: 'selfIssuedToken',
  problems: ['auth.missing', 'auth.invalid', 'auth.replayed'],
  async admit(c) {
    const token = bearerToken(c.req.header('authorization'))
    if (!token.ok) return token
    const caller = await broker.node.identities.authenticate(token.value, broker.did)
    if (!caller.ok) return caller
    const { issuer: did, accessToken } = caller.value
    return ok({ did, accessToken })
  },
})

/** Admits whoever signed the request's token, member or not. */
export const anySender = (broker: Broker): Guard<Did> => {
  const guard = anySenderWithAccess(broker)
  return {
    ...guard,
    async admit(c) {
      const sender = await guard.admit(c)
      return sender.ok ? ok(sender.value.did) : sender
    },
  }
}

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

/** A did:web's host. A host can sign for any number of DIDs, so it is hosts that are counted. */
export const hostOf = (did: Did): string =>
  (did.split(':')[2] ?? '').replace(/%3A/i, ':').toLowerCase()
