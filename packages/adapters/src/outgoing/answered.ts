import { type DomainError, domainError, err, type Logger, type Result } from '@lianshu/kernel'
import type { HttpClient, HttpRequest, HttpResponse } from './http-client.ts'

type Unread = DomainError<'peer.unreachable' | 'peer.refused' | 'peer.invalid'>

/**
 * The answer of a foreign address when it is a good one: `peer.refused` for a status outside 200..299;
 * an address that the guard refuses counts as unreachable. Strangers name such addresses and read our
 * errors: these say one thing whatever happened there, lest they map what only we can reach. The log has more.
 */
export async function answered(
  client: HttpClient,
  request: HttpRequest,
  logger: Logger,
): Promise<Result<HttpResponse, Unread>> {
  const place = request.url.split(/[?#]/)[0]!.slice(0, 300)
  const unread = (code: Unread['code'], reason: string, details?: Unread['details']) => {
    logger.info('a foreign address was not read', { url: place, code, reason })
    return err(domainError(code, `${place} cannot be read`, { details }))
  }
  const answer = await client.request(request)
  if (!answer.ok) {
    const { code, message } = answer.error
    return unread(code === 'peer.invalid' ? code : 'peer.unreachable', message)
  }
  const { status } = answer.value
  if (status >= 200 && status <= 299) return { ok: true, value: answer.value }
  return unread('peer.refused', `it answered ${status}`, { status })
}
