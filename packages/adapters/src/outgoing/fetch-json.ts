import { domainError, err, fromUtf8, type Logger, ok, silentLogger } from '@lianshu/kernel'
import type { FetchJson } from '@lianshu/trust'
import { answered } from './answered.ts'
import type { HttpClient } from './http-client.ts'

/** FetchJson through the guarded client; an address that the guard refuses counts as unreachable. */
export function createFetchJson(client: HttpClient, logger: Logger = silentLogger): FetchJson {
  return async ({ url, method, headers = {}, body, maxBytes, timeoutMs }) => {
    const content: Record<string, string> =
      body === undefined ? {} : { 'content-type': 'application/json' }
    const request = {
      // Documents and presentations: who somebody is.
      ...{ url, method, maxBytes, timeoutMs, kind: 'identity' },
      headers: { accept: 'application/json', ...content, ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    }
    const answer = await answered(client, request, logger)
    if (!answer.ok) return answer
    try {
      return ok(JSON.parse(fromUtf8(answer.value.body)))
    } catch {
      return err(domainError('peer.invalid', `${url} did not answer with JSON`))
    }
  }
}
