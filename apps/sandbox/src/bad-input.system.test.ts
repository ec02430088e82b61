import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFreePorts } from './testing/free-ports.ts'
import { type Command, killCommands, runCommand } from './testing/run-command.ts'
import { writeSyntheticTable } from './testing/synthetic-table.ts'
import { makeTestHome } from './testing/test-home.ts'

const home = makeTestHome()
const file = (name: string, text: string) => {
  const path = join(home.directory, name)
  writeFileSync(path, text)
  return path
}
const table = writeSyntheticTable(home.directory, 200)
const column = (cell: (row: number) => string) =>
  `x,y\n${Array.from({ length: 260 }, (_, row) => `${row % 17},${cell(row)}`).join('\n')}\n`

const npmStart = (...args: string[]): Command =>
  runCommand('--home', join(home.directory, 'home'), '--once', ...args)
const withData = (path: string, target: string, ...rest: string[]): Command =>
  npmStart('--data', path, '--target', target, ...rest)

afterAll(async () => {
  await killCommands()
  await home.remove()
})

/** One clear sentence, the right code, no stack, nothing left. */
async function refuses(command: Command, code: number, sentence: RegExp): Promise<void> {
  expect(await command.ended, command.stderr()).toBe(code)
  expect(command.stderr()).toMatch(sentence)
  expect(command.stderr()).not.toMatch(/^\s+at /m)
  expect(command.stdout()).toBe('')
  expect(await command.leftBehind()).toEqual([])
}

/** And nothing else than the sentence. */
async function onlySays(command: Command, code: number, sentence: RegExp): Promise<void> {
  await refuses(command, code, sentence)
  expect(command.stderr().trim().split('\n')).toHaveLength(1)
}

describe('before anything starts, the command says what is wrong with', () => {
  const cases: Record<string, [() => Command, number, RegExp]> = {
    'a file that is not there': [
      () => withData(join(home.directory, 'nothing.csv'), 'y'),
      1,
      /nothing\.csv/,
    ],
    'an empty file': [() => withData(file('empty.csv', ''), 'y'), 1, /empty\.csv is empty/],
    'a table without rows': [() => withData(file('bare.csv', 'x,y\n'), 'y'), 1, /rows/],
    'an unknown target': [() => withData(table, 'yeild'), 1, /no column "yeild".*"yield"/],
    'a target of one class': [
      () =>
        withData(
          file(
            'one.csv',
            column(() => 'ok'),
          ),
          'y',
        ),
      1,
      /"y" cannot be predicted: all rows have the same value/,
    ],
    'a target of ids': [
      () =>
        withData(
          file(
            'ids.csv',
            column((row) => `part-${row}`),
          ),
          'y',
        ),
      1,
      /"y" cannot be predicted: its 260 different texts look like ids/,
    ],
    'two owners': [() => withData(table, 'pass', '--owners', '2'), 2, /--owners/],
    'a target without a table': [() => npmStart('--target', 'pass'), 2, /--data/],
    'an unknown option': [() => npmStart('--rouns', '3'), 2, /--rouns/],
  }
  it.each(Object.entries(cases))('%s', async (_name, [start, code, sentence]) => {
    await onlySays(start(), code, sentence)
  })
})

describe('a place that is taken', () => {
  const small = ['--owners', '3', '--rounds', '200']
  let blocker: Server
  let port: number

  beforeAll(async () => {
    port = await findFreePorts(6)
    blocker = createServer()
    await new Promise<void>((done) => blocker.listen(port + 2, '127.0.0.1', done))
  })
  afterAll(() => new Promise((done) => blocker.close(done)))

  it('a port is named, with the option that chooses another', async () => {
    const command = withData(table, 'pass', ...small, '--port', String(port))
    await refuses(command, 1, new RegExp(`port ${port + 2}\\b.* choose others with --port N$`, 'm'))
  })

  it('a home is named, with the process that has it; Ctrl-C ends that one in good order', async () => {
    const free = String(await findFreePorts(6))
    const first = withData(table, 'pass', ...small, '--port', free)
    await first.says(/round 1 of/)
    const other = String(await findFreePorts(6))
    const second = withData(table, 'pass', ...small, '--port', other)
    await refuses(second, 1, new RegExp(`is in use by process ${first.process.pid}\\b`))
    first.interrupt()
    await refuses(first, 130, /Stopping/)
  })

  it('Ctrl-C twice ends at once, and leaves nothing either', async () => {
    // The same job: it finds its ports and its run again.
    const command = withData(table, 'pass', ...small)
    await command.says(/goes on where it was stopped(.|\n)*round \d+ of/)
    command.interrupt()
    await command.says(/Stopping/)
    command.interrupt()
    await refuses(command, 130, /Stopped at once\. What was stored is kept\./)
  })
})
