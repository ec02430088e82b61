import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brokerConfigSchema } from '@lianshu/broker'
import { connectorConfigSchema } from '@lianshu/connector'
import { readConfig } from '@lianshu/http'
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
})
