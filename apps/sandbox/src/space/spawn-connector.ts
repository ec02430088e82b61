import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dataspace } from './start-dataspace.ts'

/**
 * Starts a connector of the space as a process of its own, set up by its environment as in a real place;
 * resolves once it is ready. Throws when it ends before that.
 */
export async function spawnConnector(
  space: Pick<Dataspace, 'connectors' | 'operator'>,
  name: string,
): Promise<ChildProcess> {
  const { databaseUrl, directory, port, url, apiKey } = space.connectors.get(name)!
  const entry = createRequire(import.meta.url).resolve('@lianshu/connector')
  const child = spawn(process.execPath, [join(entry, '../main.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      LIANSHU_DATABASE_URL: databaseUrl,
      LIANSHU_DIRECTORY: directory,
      LIANSHU_PORT: String(port),
      LIANSHU_PUBLIC_URL: url,
      LIANSHU_API_KEY: apiKey,
      LIANSHU_OPERATORS: space.operator,
      LIANSHU_ALLOW_HTTP: 'true',
      LIANSHU_ALLOW_PRIVATE_ADDRESSES: 'true',
      LIANSHU_LOG_LEVEL: 'error',
    },
  })
  const isUp = () =>
    fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`the connector ended with ${child.exitCode}`)
    await sleep(50)
  }
  return child
}
