import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { errorCodes } from '@lianshu/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isTest, sourceFiles } from '../source-files.mjs'
import { listedMachines } from './machines.ts'
import { generatedPages, stalePages, writePages } from './pages.ts'
import { edgesOf } from './state-machines.ts'

let folder: string
let root: URL
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianshu-docs-'))
  root = pathToFileURL(`${folder}/`)
})
afterEach(() => rmSync(folder, { recursive: true }))

const pageOf = (name: string) => generatedPages().find(({ path }) => path.endsWith(name))!.text

describe('generated pages', () => {
  it('list every machine that the packages define, with the file that defines it', () => {
    const defining = sourceFiles(['packages', 'apps'])
      .filter(({ path, text }) => !isTest(path) && text.includes('= defineMachine({'))
      .map(({ path }) => path)
    expect(listedMachines.map(({ source }) => source).sort()).toEqual(defining.sort())
  })

  it('show every step of every machine once, with all who may fire it', () => {
    for (const { machine } of listedMachines) {
      const shown = edgesOf(machine).flatMap(({ from, event, to, roles }) =>
        roles.map((role) => ({ from, event, role, to })),
      )
      expect(shown).toEqual(machine.transitions)
      for (const { from, event, to } of shown) {
        expect(pageOf('state-machines.md')).toContain(`    ${from} --> ${to}: ${event}`)
      }
    }
    expect(pageOf('state-machines.md')).toContain(
      '| TRAINING | cancel | coordinator, initiator | CANCELLED |',
    )
  })

  it('show every error code', () => {
    for (const code of errorCodes) expect(pageOf('errors.md')).toContain(`| \`${code}\` | `)
    expect(pageOf('errors.md')).toContain('| `log.broken` | 409 | 日志校验失败 |')
  })

  it('are stale when missing or changed by a character, and fresh once written', () => {
    const pages = generatedPages()
    expect(stalePages(pages, root)).toHaveLength(pages.length)
    writePages(pages, root)
    expect(stalePages(pages, root)).toHaveLength(0)
    writeFileSync(new URL(pages[0]!.path, root), pages[0]!.text.replace('State', 'state'))
    expect(stalePages(pages, root)).toEqual([pages[0]])
  })
})
