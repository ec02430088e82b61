import { domainError } from '@lianshu/kernel'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AppEnv } from './app-env.ts'
import { renderProblem } from './problem.ts'

const maxJsonDepth = 64
const oneMegabyte = 1024 * 1024

/**
 * Refuses bodies above a size with 413; the size may depend on the path. Bytes. A text, and a body that does
 * not announce its length, is held in memory before anybody knows who sends it: never more than 1 MiB.
 */
export function limitBodySize(
  maxBytes: number | ((path: string) => number),
): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    const most = typeof maxBytes === 'number' ? maxBytes : maxBytes(c.req.path)
    const isReadByRoute = c.req.header('content-length') !== undefined && isBytes(c)
    const maxSize = isReadByRoute ? most : Math.min(most, oneMegabyte)
    const message = `the body is larger than ${maxSize} bytes`
    const limit = bodyLimit({
      maxSize,
      onError: () => renderProblem(c, domainError('input.too-large', message)),
    })
    return limit(c, next)
  }
}

/**
 * Refuses JSON that nests too deep before anything recursive reads it, and the character NUL in addresses
 * and JSON: no name or text of ours holds it, and PostgreSQL cannot store it.
 */
export const checkText: MiddlewareHandler<AppEnv> = async (c, next) => {
  const text = isBytes(c) ? '' : await c.req.text()
  if (jsonDepth(text) > maxJsonDepth) {
    const message = `the JSON nests deeper than ${maxJsonDepth} levels`
    return renderProblem(c, domainError('input.invalid', message))
  }
  if (c.req.url.includes('%00') || escapedNul.test(text)) {
    return renderProblem(c, domainError('input.invalid', 'the character NUL is not taken'))
  }
  return next()
}

// Only behind an even number of backslashes: behind an odd number the last one is itself escaped.
const escapedNul = /(?<!\\)(?:\\\\)*\\u0000/

/** Whatever is not said to be bytes may be read as JSON, whatever type it claims. */
const isBytes = (c: Context<AppEnv>): boolean =>
  /^application\/octet-stream\b/i.test(c.req.header('content-type') ?? '')

/** How deep arrays and objects nest in a JSON text, without parsing it. */
export function jsonDepth(text: string): number {
  let depth = 0
  let deepest = 0
  let isInText = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (isInText) {
      if (character === '\\') index++
      else if (character === '"') isInText = false
    } else if (character === '"') isInText = true
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    else if (character === '}' || character === ']') depth--
  }
  return deepest
}
