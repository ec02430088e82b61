import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Answers with a value as JSON, or with JSON text that was written before; says how long it is. */
export function answerJson(
  c: Context,
  told: { readonly value: unknown } | { readonly text: string },
  status: ContentfulStatusCode = 200,
): Response {
  const text = 'text' in told ? told.text : JSON.stringify(told.value)
  return c.body(text, status, {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
  })
}
