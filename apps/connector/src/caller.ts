import { apiKeyGuard, bearerToken, type Guard } from '@lianshu/http'
import { type Did, domainError, err, ok } from '@lianshu/kernel'
import type { HostedParticipant } from '@lianshu/trust'
import { z } from 'zod'
import type { Connector } from './connector.ts'
import { findHosted, rememberHosted } from './participants/find-hosted.ts'

export interface ProtocolCall {
  /** Whose endpoint was called. */
  readonly participantId: Did
  readonly callerId: Did
}

/** Admits members and operators to an endpoint below `/participants/:slug`. */
export const membersOnly = (connector: Connector): Guard<ProtocolCall> => {
  const isHosted = rememberHosted(connector)
  return {
    scheme: 'selfIssuedToken',
    problems: ['auth.missing', 'auth.invalid', 'auth.replayed', 'auth.not-member', 'not-found'],
    async admit(c) {
      const hosted = await isHosted(c.req.param('slug'))
      if (!hosted.ok) return hosted
      const participantId = hosted.value
      const token = bearerToken(c.req.header('authorization'))
      if (!token.ok) return token
      const caller = await connector.identifyCaller(token.value, participantId)
      return caller.ok ? ok({ participantId, callerId: caller.value.did }) : caller
    },
  }
}

/** Admits whoever manages this connector. */
export const managerOnly = ({ apiKey }: Connector): Guard<undefined> => apiKeyGuard(apiKey)

/** The same for what is about one hosted participant, at `/api/participants/:slug`. */
export const managerOf = (connector: Connector): Guard<HostedParticipant> => {
  const manager = managerOnly(connector)
  return {
    ...manager,
    problems: [...manager.problems, 'not-found'],
    async admit(c) {
      const admitted = await manager.admit(c)
      return admitted.ok ? findHosted(connector, c.req.param('slug')) : admitted
    },
  }
}

/** Somebody elsewhere whom a person names. */
export const participantIdIn = ({ isParticipantId }: Connector) =>
  z.string().max(2048).refine(isParticipantId, 'is not the id of a participant, such as a DID')

/** What a look-up of the caller's own thing found; one of somebody else is as unknown as a missing one. */
export const foundOr = <T>(what: string, found: T | undefined) =>
  found === undefined ? err(domainError('not-found', `there is no such ${what}`)) : ok(found)
