import { domainError, err, fromUtf8, type Logger, ok, silentLogger } from '@lianshu/kernel'
import type { FetchDocument } from '@lianshu/trust'
import { answered } from './answered.ts'
import type { HttpClient } from './http-client.ts'

/** FetchDocument through the guarded client. */
export function createFetchDocument(
  client: HttpClient,
  logger: Logger = silentLogger,
): FetchDocument {
  return async ({ url, accept, maxBytes, timeoutMs }) => {
    const request = {
      url,
      method: 'GET',
      headers: { accept },
      maxBytes,
      timeoutMs,
      kind: 'identity',
    }
    const answer = await answered(client, request, logger)
    if (!answer.ok) return answer
    const { headers, body } = answer.value
    const mediaType = (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
    try {
      return ok({ mediaType, text: fromUtf8(body) })
    } catch {
      return err(domainError('peer.invalid', `${url} did not answer with text`))
    }
  }
}
