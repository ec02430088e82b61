import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { silentLogger, unwrap } from '@lianshu/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeColumnsFile } from '../columns/columns-file.ts'
import { tableForTests } from '../testing/table-for-tests.ts'
import { spawnChild } from './spawn-child.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'confined-'))
})
afterAll(() => rm(folder, { recursive: true }))

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a spawned child', () => {
  it('reads its own file and nothing else, writes nothing, starts nothing, calls nobody', async () => {
    const [allowed, forbidden] = [join(folder, 'own'), join(folder, 'other')]
    await writeFile(allowed, 'a')
    await writeFile(forbidden, 'b')
    const options = { files: [allowed], memoryMb: 256, timeLimitMs: 10_000, logger: silentLogger }
    const child = spawnChild('../testing/probe-child.ts', options)
    const seen = unwrap(await child.ask({ allowed, forbidden }, new AbortController().signal))
    await child.close()
    expect(seen).toEqual({
      readAllowed: 'allowed',
      readForbidden: 'ERR_ACCESS_DENIED',
      write: 'ERR_ACCESS_DENIED',
      spawn: 'ERR_ACCESS_DENIED',
      connect: 'the training process has no network',
      fetch: 'the training process has no network',
      environment: 0,
    })
  })

  it('ends when its parent is killed', async () => {
    const tablePath = join(folder, 'table.columns')
    await writeColumnsFile(tablePath, tableForTests(100, 1))
    const entry = fileURLToPath(new URL('../testing/parent-for-tests.ts', import.meta.url))
    const parent = spawn(process.execPath, [entry, tablePath], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(parent.stdout, 'data')
    const pid = Number(String(line).trim())
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    for (let waited = 0; isAlive(pid) && waited < 5000; waited += 50) await wait(50)
    expect(isAlive(pid)).toBe(false)
  })
})
