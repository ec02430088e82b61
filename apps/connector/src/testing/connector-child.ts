import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TestConnector } from './test-connector.ts'

/** The connector of a test whose own one was stopped, as the program that runs in a real place. */
export async function startConnectorChild({ url, config }: Pick<TestConnector, 'url' | 'config'>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      LIANSHU_DATABASE_URL: config.databaseUrl,
      LIANSHU_DIRECTORY: config.directory,
      LIANSHU_PORT: String(config.port),
      LIANSHU_API_KEY: config.apiKey,
      LIANSHU_OPERATORS: config.operators.join(','),
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
  return {
    /** Kills it so that it can do nothing about it. */
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}
