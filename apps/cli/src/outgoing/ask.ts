import { type DomainError, domainError, err, type Json, ok, type Result } from '@lianshu/kernel'
import type { z } from 'zod'
import type { Call } from '../command.ts'

const defaultBroker = 'http://127.0.0.1:7400'
const maxBytes = 32 * 2 ** 20
const timeoutMs = 30_000

/** An answer as it came, for `--json`, and as the command reads it. */
export interface Answer<T> {
  readonly body: unknown
  readonly value: T
}

/** The address of the broker without a slash at its end; `input.invalid` when it is no http address. */
export const brokerUrl = (call: Call): Result<string, DomainError> =>
  address('broker', call.options.broker ?? defaultBroker)

/** Reads from the broker's public interface. */
export async function askBroker<T>(
  call: Call,
  path: string,
  schema: z.ZodType<T>,
): Promise<Result<Answer<T>, DomainError>> {
  const base = brokerUrl(call)
  if (!base.ok) return base
  return request(call, { url: `${base.value}${path}`, method: 'GET', headers: {} }, schema)
}

/** Calls the management interface of a connector for one of its participants. */
export async function askConnector<T>(
  call: Call,
  { method, path }: { readonly method: 'GET' | 'POST'; readonly path: string },
  schema: z.ZodType<T>,
): Promise<Result<Answer<T>, DomainError>> {
  const { connector, participant, key = call.world.env.LIANSHU_API_KEY } = call.options
  const wrong = (message: string) => err(domainError('input.invalid', message))
  if (!connector) return wrong('--connector URL is missing')
  if (!participant) return wrong('--participant SLUG is missing')
  const headers = keyHeader(key)
  if (!headers.ok) return headers
  const base = address('connector', connector)
  if (!base.ok) return base
  const url = `${base.value}/api/participants/${encodeURIComponent(participant)}${path}`
  return request(call, { url, method, headers: headers.value }, schema)
}

/** Calls the broker as the operator does. */
export async function askOperator<T>(
  call: Call,
  { method, path, body }: { method: 'GET' | 'POST'; path: string; body?: Json },
  schema: z.ZodType<T>,
): Promise<Result<Answer<T>, DomainError>> {
  const base = brokerUrl(call)
  if (!base.ok) return base
  const headers = keyHeader(call.options.key ?? call.world.env.LIANSHU_API_KEY)
  if (!headers.ok) return headers
  return request(call, { url: base.value + path, method, headers: headers.value, body }, schema)
}

function keyHeader(key: string | undefined): Result<{ authorization: string }, DomainError> {
  const wrong = (message: string) => err(domainError('input.invalid', message))
  if (!key) return wrong('--key KEY is missing; or set LIANSHU_API_KEY')
  // What cannot stand in a header would be told by the error of the call, key and all.
  if (!/^[\x21-\x7e]+$/.test(key)) return wrong('--key holds characters that no key has')
  return ok({ authorization: `Bearer ${key}` })
}

async function request<T>(
  { world, locale }: Call,
  {
    url,
    method,
    headers,
    body,
  }: { url: string; method: 'GET' | 'POST'; headers: object; body?: Json },
  schema: z.ZodType<T>,
): Promise<Result<Answer<T>, DomainError>> {
  const answer = await world.fetchJson({
    ...{ url, method, maxBytes, timeoutMs, body },
    headers: { 'accept-language': locale, ...headers },
  })
  if (!answer.ok) return answer
  const parsed = schema.safeParse(answer.value)
  if (parsed.success) return ok({ body: answer.value, value: parsed.data })
  const issue = parsed.error.issues[0]
  const at = issue?.path.join('.')
  const message = `${url} answered something else at ${at}: ${issue?.message}`
  return err(domainError('peer.invalid', message, { at }))
}

function address(option: string, text: string): Result<string, DomainError> {
  const isHttp = /^https?:$/.test(URL.parse(text)?.protocol ?? '')
  return isHttp
    ? ok(text.replace(/\/+$/, ''))
    : err(domainError('input.invalid', `--${option} must be an http or https address`))
}
