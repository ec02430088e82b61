import { type DomainError, domainError, err, fromUtf8, ok, type Result } from '@lianshu/kernel'
import type { FetchJson } from '@lianshu/trust'
import { z } from 'zod'

type CallError = DomainError<'peer.unreachable' | 'peer.refused' | 'peer.invalid'>

const problemSchema = z.object({
  detail: z.string().optional(),
  title: z.string().optional(),
  code: z.string().optional(),
  at: z.string().optional(),
})

/**
 * Calls an address that the user or a DID document named. No redirect is followed, answers are capped; a
 * refusal carries the sentence of its problem+json, with `details.status` and `details.code`.
 */
export function createFetchJson(): FetchJson {
  return async ({ url, method, headers = {}, body, maxBytes, timeoutMs }) => {
    let response: Response
    try {
      response = await fetch(url, {
        ...{ method, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) },
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
    } catch (error) {
      return err(domainError('peer.unreachable', `${url} cannot be reached: ${reasonOf(error)}`))
    }
    const text = await readCapped(response, url, maxBytes)
    if (!text.ok) return text
    const value = parse(text.value)
    if (!response.ok) return err(refusal(url, response.status, value))
    return value === undefined
      ? err(domainError('peer.invalid', `${url} did not answer with JSON`))
      : ok(value)
  }
}

async function readCapped(
  response: Response,
  url: string,
  maxBytes: number,
): Promise<Result<string, CallError>> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) {
        return err(domainError('peer.invalid', `${url} answered with more than ${maxBytes} bytes`))
      }
      chunks.push(chunk)
    }
    return ok(fromUtf8(Buffer.concat(chunks)))
  } catch (error) {
    return err(domainError('peer.unreachable', `${url} broke off: ${reasonOf(error)}`))
  }
}

function refusal(url: string, status: number, value: unknown): CallError {
  const problem = problemSchema.safeParse(value)
  const { detail, title, code, at } = problem.success ? problem.data : {}
  const said = detail ?? title ?? `${url} answered ${status}`
  const message = at === undefined ? said : `${said} (at ${at})`
  return domainError('peer.refused', message, { details: { status, code } })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error
  return cause instanceof Error && cause.message ? cause.message : message
}
