import { DrizzleQueryError } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { createPinoLogger } from './pino-logger.ts'

function logged(
  write: (logger: ReturnType<typeof createPinoLogger>) => void,
  pretty = false,
): string {
  let text = ''
  const destination = {
    write(line: string) {
      text += line
    },
  }
  write(createPinoLogger({ level: 'info', name: 'broker', pretty, destination }))
  return text
}

const canary = 'S3CR3T-canary'
const failedQuery = new DrizzleQueryError('insert into "t" values ($1, $2)', ['a\nb', canary])
const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl'

describe('the logger', () => {
  it('writes one JSON object per line, with its fields and those of its parents', () => {
    const text = logged((logger) => logger.child({ run: 'r1' }).info('round done', { round: 3 }))
    expect(JSON.parse(text)).toMatchObject({
      ...{ node: 'broker', run: 'r1', round: 3, level: 30, msg: 'round done' },
    })
  })

  it('writes nothing below its level', () => {
    expect(logged((logger) => logger.debug('x'))).toBe('')
  })

  it.each([
    { authorization: canary },
    { headers: { Authorization: canary } },
    { deep: [{ password: canary }] },
    { accessToken: canary, clientSecret: canary },
    { privateKey: { d: canary }, privateJwk: { kty: 'OKP', d: canary } },
    { jwk: { kty: 'OKP', x: 'public', d: canary } },
    { reason: `401 for Bearer ${canary}` },
    { url: `postgres://node:${canary}@127.0.0.1:5432/db` },
    { error: new Error(`cannot open postgres://node:${canary}@127.0.0.1/db`) },
  ])('masks the secret in %j', (fields) => {
    for (const pretty of [false, true]) {
      const text = logged((logger) => {
        logger.error('x', fields)
        logger.child(fields).warn('y')
      }, pretty)
      expect(text).toContain('***')
      expect(text).not.toContain(canary)
    }
  })

  it.each([
    { error: String(failedQuery) },
    { deep: [{ error: failedQuery }] },
    { cause: new Error(`a step failed: ${failedQuery.message}`) },
    { ...{ name: failedQuery.name, message: failedQuery.message, stack: failedQuery.stack } },
    { reason: JSON.stringify({ message: failedQuery.message }) },
  ])('says which query failed, not with which values', (fields) => {
    const text = logged((logger) => {
      logger.error(String(failedQuery), fields)
      logger.child(fields).warn('y')
    })
    expect(text).toContain('insert into')
    expect(text).not.toContain(canary)
  })

  it('masks a token inside any text', () => {
    expect(
      logged((logger) => logger.info('x', { answer: { detail: `got ${jwt}` } })),
    ).not.toContain(jwt)
  })

  it('survives what JSON cannot carry', () => {
    const cycle: Record<string, unknown> = { big: 10n, bytes: new Uint8Array(5) }
    cycle.self = cycle
    expect(logged((logger) => logger.info('x', cycle))).toContain('[5 bytes]')
  })
})
