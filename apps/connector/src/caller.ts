import { bearerToken } from '@lianshu/http'
import type { Did, DomainError, Result } from '@lianshu/kernel'
import { domainError, err, ok } from '@lianshu/kernel'
import type { Connector } from './connector.ts'

interface Request {
  readonly req: {
    header(name: string): string | undefined
    param(name: string): string | undefined
  }
}

export interface ProtocolCall {
  /** Whose endpoint was called. */
  readonly participantId: Did
  readonly callerId: Did
}

/** Which hosted participant a protocol request is for, and which member or operator sent it. */
export async function protocolCall(
  { addresses, participants, node }: Connector,
  c: Request,
): Promise<Result<ProtocolCall, DomainError>> {
  const participantId = addresses.did(c.req.param('slug') ?? '-')
  if (!(await participants.get(participantId))) {
    return err(domainError('not-found', 'no such participant is hosted here'))
  }
  const token = bearerToken(c.req.header('authorization'))
  if (!token.ok) return token
  const caller = await node.identities.authenticateMember(token.value, participantId)
  return caller.ok ? ok({ participantId, callerId: caller.value.did }) : caller
}
