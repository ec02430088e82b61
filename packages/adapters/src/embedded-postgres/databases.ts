import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DomainFailure, domainError } from '@lianshu/kernel'
import postgres from 'postgres'
import { keptPassword } from './cluster.ts'

const namePattern = /^[a-z][a-z0-9_-]{0,50}$/

/**
 * Makes sure that a database exists with a role of the same name that owns it and reaches no other,
 * and returns that role's address. The role's password is made once and kept in `home/roles`.
 * Throws DomainFailure `input.invalid` for a name outside `[a-z][a-z0-9_-]{0,50}`.
 */
export async function ensureDatabase(
  adminUrl: string,
  home: string,
  name: string,
): Promise<string> {
  if (!namePattern.test(name) || name === 'postgres' || name.startsWith('pg_')) {
    throw new DomainFailure(
      domainError('input.invalid', `${name} cannot name a database: use ${namePattern.source}`),
    )
  }
  const roles = join(home, 'roles')
  mkdirSync(roles, { recursive: true, mode: 0o700 })
  const password = keptPassword(join(roles, `${name}.password`))
  const sql = postgres(adminUrl, { max: 1, onnotice() {} })
  try {
    await ensureRole(sql, name, password)
    const [found] = await sql`select 1 from pg_database where datname = ${name}`
    if (!found) await sql`create database ${sql(name)} owner ${sql(name)}`
    // Every role may connect everywhere until this is taken away; the owner keeps it by owning.
    await sql`revoke all on database ${sql(name)} from public`
    await sql`revoke connect on database postgres, template1 from public`
  } finally {
    await sql.end()
  }
  const address = new URL(adminUrl)
  address.username = name
  address.password = password
  address.pathname = `/${name}`
  return address.href
}

async function ensureRole(sql: postgres.Sql, name: string, password: string): Promise<void> {
  const [found] = await sql`select 1 from pg_roles where rolname = ${name}`
  // The password is base64url of our own making, and CREATE ROLE takes no parameters.
  const secret = `password '${password}'`
  const rights = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls'
  await sql.unsafe(`${found ? 'alter' : 'create'} role "${name}" ${rights} ${secret}`)
}
