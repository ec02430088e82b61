import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brokerConfigSchema } from '@lianshu/broker'
import { connectorConfigSchema } from '@lianshu/connector'
import { printConfig, readConfig } from '@lianshu/http'
import { describe, expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../../../infra/compose')

const settings = (name: string): Record<string, string> =>
  Object.fromEntries(
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.includes('=') && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )

describe('infra/compose', () => {
  it('has settings that the broker takes', () => {
    expect(readConfig(brokerConfigSchema, settings('broker.env'))).toMatchObject({ ok: true })
  })

  it.each(['plant-a.env', 'plant-b.env'])('has settings in %s that a connector takes', (name) => {
    expect(readConfig(connectorConfigSchema, settings(name))).toMatchObject({ ok: true })
  })

  it('is printed without what is secret', () => {
    const read = readConfig(connectorConfigSchema, settings('plant-a.env'))
    const printed = printConfig(connectorConfigSchema, read.ok ? read.value : {})
    expect(printed).toContain('LIANSHU_REDIS_URL=***')
    expect(printed).not.toContain('change-me')
  })

  it('names a database in every address that databases.sql makes', () => {
    const made = readFileSync(join(folder, 'databases.sql'), 'utf8')
    for (const name of ['broker.env', 'plant-a.env', 'plant-b.env']) {
      const address = new URL(settings(name).LIANSHU_DATABASE_URL ?? '')
      expect(made).toContain(
        `create database ${address.pathname.slice(1)} owner ${address.username};`,
      )
      expect(made).toContain(
        `create role ${address.username} login password '${address.password}';`,
      )
    }
  })

  it('gives every node a user of Redis with its own keys, and nobody else one', () => {
    const users = readFileSync(join(folder, 'redis.acl'), 'utf8')
    expect(users).toContain('user default off\n')
    for (const name of ['broker.env', 'plant-a.env', 'plant-b.env']) {
      const { LIANSHU_REDIS_URL = '', LIANSHU_PUBLIC_URL = '' } = settings(name)
      const { username, password } = new URL(LIANSHU_REDIS_URL)
      const { host } = new URL(LIANSHU_PUBLIC_URL)
      expect(users).toContain(`user ${username} on >${password} ~lianshu:${host}:* `)
    }
  })
})
