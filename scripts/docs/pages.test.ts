import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { filterProperties } from '@lianshu/catalog'
import { negotiationMachine, transferMachine } from '@lianshu/exchange'
import { errorCodes } from '@lianshu/kernel'
import { actions, operands, usagePatterns } from '@lianshu/policy/authoring'
import { allMessages } from '@lianshu/protocol/dsp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { protocolMessages } from '../../apps/connector/src/routes/protocol-messages.ts'
import { isTest, sourceFiles } from '../source-files.mjs'
import { dcpMessages } from './dcp-messages.ts'
import { messageSteps } from './dsp-messages.ts'
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

const pages = generatedPages()
const pageOf = (name: string) => pages.find(({ path }) => path.endsWith(name))!.text

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

  it('show every message, every endpoint and every property of a filter', () => {
    const page = pageOf('messages.md')
    for (const { type } of allMessages) expect(page).toContain(`| ${type} | `)
    for (const endpoint of Object.keys(protocolMessages))
      expect(page).toContain(`| \`${endpoint}\` | `)
    for (const { name } of filterProperties) {
      expect(pageOf('catalog-filter.md')).toContain(`| \`${name}\` | `)
    }
    expect(page).toContain('provider: VERIFIED → FINALIZED')
    expect(page).toContain('consumer or provider: SUSPENDED → STARTED')
  })

  it('show every action, operand and usage pattern of policies', () => {
    const page = pageOf('policy-vocabulary.md')
    for (const { iri } of Object.values(actions)) expect(page).toContain(`\`${iri}\``)
    for (const { iris } of Object.values(operands)) {
      for (const iri of iris) expect(page).toContain(`\`${iri}\``)
    }
    for (const { number, name } of usagePatterns)
      expect(page).toContain(`| ${number} | ${name.zh} |`)
  })

  it('name a message for every step of a negotiation and a transfer', () => {
    for (const machine of [negotiationMachine, transferMachine]) {
      const told = Object.values(messageSteps).filter((step) => step.machine === machine)
      expect(told.flatMap(({ events }) => events).sort()).toEqual([...machine.events].sort())
    }
  })

  it('name every message of DCP that there is a schema for, where its endpoint stands', () => {
    const defined = sourceFiles(['packages/protocol/src/dcp'])
      .flatMap(({ text }) => [...text.matchAll(/ type: z\.literal\('(\w+)'\),/g)])
      .map(([, type]) => type)
      .filter((type) => type !== 'CredentialObject' && type !== 'EnvelopedVerifiableCredential')
    expect(dcpMessages.map(({ type }) => type).sort()).toEqual([...new Set(defined)].sort())
    for (const { endpoint, source } of dcpMessages) {
      expect(readFileSync(source, 'utf8')).toContain(`'${endpoint}'`)
    }
  })

  it('are stale when missing or changed by a character, and fresh once written', () => {
    expect(stalePages(pages, root)).toHaveLength(pages.length)
    writePages(pages, root)
    expect(stalePages(pages, root)).toHaveLength(0)
    writeFileSync(new URL(pages[0]!.path, root), pages[0]!.text.replace('State', 'state'))
    expect(stalePages(pages, root)).toEqual([pages[0]])
  })
})
