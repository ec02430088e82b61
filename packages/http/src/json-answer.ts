import { promisify } from 'node:util'
import { gzip, type InputType } from 'node:zlib'
import type { Context } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppEnv } from './app-env.ts'

/** Bytes or characters below which compressing takes longer than sending, from one plant to the next. */
const worthIt = 16_384

const compress: (body: InputType) => Promise<Uint8Array<ArrayBuffer>> = promisify(gzip)

/**
 * Answers with JSON that is written already, as text or in UTF-8: compressed for whoever says that it takes
 * gzip (RFC 9110, 12.5.3), on a thread beside this one, and otherwise handed to the socket as it is.
 */
export async function answerJson(
  c: Context<AppEnv>,
  json: string | Uint8Array<ArrayBuffer>,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  if (json.length < worthIt) return c.body(json, status, headers)
  const varied = { ...headers, vary: 'accept-encoding' }
  if (!takesGzip(c.req.header('accept-encoding'))) return c.body(json, status, varied)
  return c.body(await compress(json), status, { ...varied, 'content-encoding': 'gzip' })
}

/** Named, or left to us by `*`; `q=0` is a refusal. */
function takesGzip(accepted: string | undefined): boolean {
  if (accepted === undefined) return false
  const codings = parseAccept(accepted)
  const quality = (name: string) => codings.find(({ type }) => type.toLowerCase() === name)?.q
  return (quality('gzip') ?? quality('*') ?? 0) > 0
}
