import { domainError } from '@lianshu/kernel'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AppEnv } from './app-env.ts'
import { renderProblem } from './problem.ts'

const maxJsonDepth = 64

/** Refuses bodies above a size with 413; the size may depend on the path. Bytes. */
export function limitBodySize(
  maxBytes: number | ((path: string) => number),
): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    const maxSize = typeof maxBytes === 'number' ? maxBytes : maxBytes(c.req.path)
    const message = `the body is larger than ${maxSize} bytes`
    const limit = bodyLimit({
      maxSize,
      onError: () => renderProblem(c, domainError('input.too-large', message)),
    })
    return limit(c, next)
  }
}

/** Refuses JSON that nests too deep before anything recursive reads it. */
export const limitJsonDepth: MiddlewareHandler<AppEnv> = async (c, next) => {
  const isJson = /[/+]json\b/.test(c.req.header('content-type') ?? '')
  if (isJson && jsonDepth(await c.req.text()) > maxJsonDepth) {
    const message = `the JSON nests deeper than ${maxJsonDepth} levels`
    return renderProblem(c, domainError('input.invalid', message))
  }
  return next()
}

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
