import { domainError } from '@lianshu/kernel'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AppEnv } from './app-env.ts'
import { lookOver } from './json-text.ts'
import { renderProblem } from './problem.ts'
import { isBytes } from './read-json.ts'

const maxJsonDepth = 64
const oneMegabyte = 1024 * 1024

/**
 * Refuses bodies above a size with 413; the size may depend on the path. Bytes. A text, and a body that does
 * not announce its length, is held in memory before anybody knows who sends it: never more than 1 MiB.
 */
export function limitBodySize(
  maxBytes: number | ((path: string) => number),
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (hasNoBody(c)) return next()
    const most = typeof maxBytes === 'number' ? maxBytes : maxBytes(c.req.path)
    const announced = announcedBytes(c)
    const isReadByRoute = announced !== undefined && isBytes(c)
    const maxSize = isReadByRoute ? most : Math.min(most, oneMegabyte)
    const message = `the body is larger than ${maxSize} bytes`
    const refuse = () => renderProblem(c, domainError('input.too-large', message))
    if (announced !== undefined) return announced > maxSize ? refuse() : next()
    return bodyLimit({ maxSize, onError: refuse })(c, next)
  }
}

/** Methods whose bodies nobody reads (RFC 9110, 9.3.1). */
const hasNoBody = (c: Context<AppEnv>): boolean => ['GET', 'HEAD'].includes(c.req.method)

/** What Node's parser holds a sender to; looked at here, as merely touching the body makes a stream of it. */
function announcedBytes(c: Context<AppEnv>): number | undefined {
  const length = c.req.header('content-length')
  if (length === undefined || c.req.header('transfer-encoding') !== undefined) return undefined
  return /^\d+$/.test(length) ? Number(length) : undefined
}

/**
 * Refuses JSON that nests too deep before anything recursive reads it, or has a name twice in one object, which
 * others may read otherwise than we do (RFC 8259 section 4), and the character NUL, halves of characters and
 * numbers that are read as infinity: nothing of ours holds them, and PostgreSQL cannot store them.
 */
export const checkText: MiddlewareHandler<AppEnv> = async (c, next) => {
  const text = hasNoBody(c) || isBytes(c) ? '' : await c.req.text()
  const { depth, doubled, unfit } = lookOver(text)
  if (depth > maxJsonDepth) {
    const message = `the JSON nests deeper than ${maxJsonDepth} levels`
    return renderProblem(c, domainError('input.invalid', message))
  }
  if (doubled !== undefined) {
    const message = `the JSON has the name "${doubled.slice(0, 100)}" twice in one object`
    return renderProblem(c, domainError('input.invalid', message))
  }
  if (unfit || c.req.url.includes('%00')) {
    const message = `${unfit ?? 'the character NUL'} is not taken`
    return renderProblem(c, domainError('input.invalid', message))
  }
  return next()
}
