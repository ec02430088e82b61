import { type DomainError, domainError, err, type Result } from '@lianshu/kernel'
import type { HttpClient, HttpRequest, HttpResponse } from './http-client.ts'

/**
 * The answer of a foreign address when it is a good one: `peer.refused` for a status outside 200..299;
 * an address that the guard refuses counts as unreachable.
 */
export async function answered(
  client: HttpClient,
  request: HttpRequest,
): Promise<
  Result<HttpResponse, DomainError<'peer.unreachable' | 'peer.refused' | 'peer.invalid'>>
> {
  const answer = await client.request(request)
  if (!answer.ok) {
    const { code, message } = answer.error
    return err(domainError(code === 'peer.invalid' ? code : 'peer.unreachable', message))
  }
  const { status } = answer.value
  if (status >= 200 && status <= 299) return { ok: true, value: answer.value }
  const message = `${request.url} answered ${status}`
  return err(domainError('peer.refused', message, { details: { status } }))
}
