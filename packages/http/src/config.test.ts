import { unwrap } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { printConfig, readConfig, secret, variableName } from './config.ts'

const schema = z.object({
  port: z.coerce.number().int().min(1).max(65_535).default(7400),
  databaseUrl: z.url(),
  adminKey: secret(z.string().min(16)),
  sealKey: secret(z.string().optional()),
})

const good = {
  LIANSHU_DATABASE_URL: 'postgres://app:hunter2@db:5432/lianshu',
  LIANSHU_ADMIN_KEY: '0123456789abcdef',
}

describe('readConfig', () => {
  it('reads typed settings, with defaults, and ignores other variables', () => {
    const config = unwrap(readConfig(schema, { ...good, PATH: '/bin', LIANSHU_PORT: '' }))
    expect(config.port).toBe(7400)
    expect(config.databaseUrl).toBe(good.LIANSHU_DATABASE_URL)
  })

  it('names the nearest setting for an unknown one, and every wrong value', () => {
    const env = {
      ...good,
      LIANSHU_PROT: '1',
      LIANSHU_ADMIN_KEY: 'short',
      LIANSHU_QQQQQQQQQQQQQQQQQQQQQQQQQ: '',
    }
    const result = readConfig(schema, env)
    const message = result.ok ? '' : result.error.message
    expect(message).toContain('LIANSHU_PROT is not a setting; did you mean LIANSHU_PORT?')
    expect(message).toMatch(/LIANSHU_Q+ is not a setting$/m)
    expect(message).toContain('LIANSHU_ADMIN_KEY: ')
    expect(message).not.toContain('short')
  })

  it('allows names of other programs when they are listed', () => {
    const env = { ...good, LIANSHU_HOME: '/data' }
    expect(readConfig(schema, env).ok).toBe(false)
    expect(readConfig(schema, env, { alsoAllowed: ['LIANSHU_HOME'] }).ok).toBe(true)
  })
})

describe('printConfig', () => {
  it('masks secrets and passwords in addresses', () => {
    const text = printConfig(schema, unwrap(readConfig(schema, good)))
    expect(text).toContain('LIANSHU_PORT=7400')
    expect(text).toContain('LIANSHU_DATABASE_URL=postgres://app:***@db:5432/lianshu')
    expect(text).toContain('LIANSHU_ADMIN_KEY=***')
    expect(text).toContain('# LIANSHU_SEAL_KEY is not set')
    expect(text).not.toMatch(/hunter2|0123456789/)
  })
})

it('names variables in upper snake case', () => {
  expect(variableName('databaseUrl')).toBe('LIANSHU_DATABASE_URL')
})
