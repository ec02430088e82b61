import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { silentLogger } from '@lianshu/kernel'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { spawnChild, type TestChild } from '../testing/spawn-child.ts'
import { temporaryHome } from '../testing/temporary-home.ts'
import { isAlive } from './process-identity.ts'
import { startEmbeddedPostgres } from './start.ts'
import { postgresUser } from './system-user.ts'

describe('an embedded Postgres', () => {
  let directory: string
  let remove: () => void
  let child: TestChild | undefined
  beforeEach(() => {
    ;({ directory, remove } = temporaryHome())
  })
  afterEach(async () => {
    await child?.kill()
    child = undefined
    remove()
  })

  const start = (port?: number) => startEmbeddedPostgres({ directory, port, logger: silentLogger })
  const startChild = async () => {
    child = await spawnChild('postgres-child.ts', directory)
    return child as TestChild & { said: { pid: number; port: number; url: string } }
  }
  const pidFile = () => join(directory, 'cluster', 'pgdata', 'postmaster.pid')
  const postmasterPid = () => Number.parseInt(readFileSync(pidFile(), 'utf8'), 10)

  it('keeps what was committed and stops when its parent is killed', async () => {
    const running = await startChild()
    const sql = postgres(running.said.url, { max: 1, onclose() {} })
    await sql`create table kept (id int)`
    await sql`insert into kept values (7)`
    await running.kill()
    await gone(running.said.port)
    await sql.end({ timeout: 1 })

    const server = await start()
    const again = postgres(await server.ensureDatabase('app'), { max: 1 })
    expect([...(await again`select id from kept`)]).toEqual([{ id: 7 }])
    await again.end()
    await server.stop()
  })

  it('waits for the server of a killed parent and takes over at once', async () => {
    const running = await startChild()
    await running.kill()
    const server = await start()
    await server.stop()
  })

  it('refuses a directory that another process holds, and names both', async () => {
    const running = await startChild()
    await expect(start()).rejects.toMatchObject({
      error: {
        code: 'conflict.exists',
        message: expect.stringContaining(`process ${running.said.pid}`),
      },
    })
    await expect(start()).rejects.toThrow(directory)
    expect(await answers(running.said.port)).toBe(true)
  })

  it('stops a server that lost both its parent and its keeper', async () => {
    const running = await startChild()
    const orphan = postmasterPid()
    // The keeper is the postmaster's parent; the fourth field of its status is that parent's id.
    const keeper = Number(
      readFileSync(`/proc/${orphan}/stat`, 'utf8').split(') ')[1]?.split(' ')[1],
    )
    process.kill(keeper, 'SIGKILL')
    await running.kill()
    expect(isAlive(orphan)).toBe(true)
    const server = await start()
    expect(isAlive(orphan)).toBe(false)
    await server.stop()
  })

  it('comes back after the server itself was killed', async () => {
    const server = await start()
    process.kill(postmasterPid(), 'SIGKILL')
    await gone(server.port)
    await server.stop()
    const again = await start()
    await again.stop()
  })

  it('is not misled by the id of a dead server that a stranger has now', async () => {
    const server = await start()
    process.kill(postmasterPid(), 'SIGKILL')
    await gone(server.port)
    await server.stop()
    const stranger = spawn('sleep', ['60'], { ...postgresUser(), stdio: 'ignore' })
    const [, ...rest] = readFileSync(pidFile(), 'utf8').split('\n')
    writeFileSync(pidFile(), [stranger.pid, ...rest].join('\n'))
    const again = await start()
    expect(isAlive(stranger.pid as number)).toBe(true)
    await again.stop()
    stranger.kill()
  })

  it('names both versions when another major version made the data', async () => {
    await (await start()).stop()
    writeFileSync(join(directory, 'cluster', 'pgdata', 'PG_VERSION'), '17\n')
    await expect(start()).rejects.toMatchObject({
      error: { code: 'data.unreadable', details: { made: '17', carried: '18' } },
    })
    await expect(start()).rejects.toThrow(/PostgreSQL 17.*PostgreSQL 18/)
  })

  it('takes the port it is asked for, and another one when that is taken', async () => {
    const stranger = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => stranger.once('listening', resolve))
    const { port } = stranger.address() as { port: number }
    const moved = await start(port)
    expect(moved.port).not.toBe(port)
    await moved.stop()
    await new Promise((resolve) => stranger.close(resolve))
    const asked = await start(port)
    expect(asked.port).toBe(port)
    await asked.stop()
  })
})

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

async function gone(port: number): Promise<void> {
  for (let turn = 0; turn < 400; turn++) {
    if (!(await answers(port))) return
    await sleep(25)
  }
  throw new Error('the database server is still there')
}
