import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { makePlace } from './make-place.ts'

const folder = mkdtempSync(join(tmpdir(), 'lianshu-place-'))
afterAll(() => rmSync(folder, { recursive: true }))

const refusal = async (directory: string): Promise<string> => {
  const error = await makePlace(directory).catch((caught) => caught)
  expect(error).toMatchObject({ error: { code: 'input.invalid', at: 'home' } })
  return error.error.message
}

describe('makePlace', () => {
  it('makes what is missing and leaves what is there', async () => {
    const place = join(folder, 'a', 'b')
    await makePlace(place)
    await makePlace(place)
    expect(statSync(place).isDirectory()).toBe(true)
  })

  it('names the file that is in the way', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(await refusal(file)).toContain(`${file} is not a directory`)
    expect(await refusal(join(file, 'below', 'it'))).toContain(`: ${file} is not a directory`)
  })

  it.skipIf(process.platform !== 'linux')('comes back from below /proc', async () => {
    expect(await refusal('/proc/lianshu/home')).toContain(': /proc ')
  })

  it.skipIf(process.getuid?.() === 0)('names a directory that is not ours to write', async () => {
    const closed = join(folder, 'closed')
    await makePlace(closed)
    chmodSync(closed, 0o500)
    expect(await refusal(join(closed, 'home'))).toContain(`: ${closed} may not be written to`)
  })
})
