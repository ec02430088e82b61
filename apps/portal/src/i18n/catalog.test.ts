import { glob, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Catalog, loadCatalog } from './catalog.ts'
import { placeholdersOf } from './translate.ts'

const zh = await loadCatalog('zh')
const en = await loadCatalog('en')

/** Groups whose keys are put together at run time from values that come with the data. */
const groups = ['use', 'delivery', 'task', 'kind', 'excluded', 'run-state', 'step', 'strategy']
  .concat(['member-state', 'metric', 'aggregation', 'log-type', 'fact', 'reason'])
  .concat(['facet', 'rights', 'badge', 'verify.state', 'verify.step', 'activation'])

describe('messages', () => {
  it('has every key in both languages', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort())
  })

  it('has no empty message and no Chinese without a Chinese glyph where English has a sentence', () => {
    const blank = (catalog: Catalog) => Object.entries(catalog).filter(([, text]) => !text.trim())
    expect(blank(zh)).toEqual([])
    expect(blank(en)).toEqual([])
    const untranslated = Object.entries(zh).filter(
      ([key, text]) => text === en[key as keyof Catalog] && /[a-z]{3,} [a-z]{3,}/.test(text),
    )
    expect(untranslated).toEqual([])
  })

  it('wants the same values in both languages, apart from those that only choose a plural', () => {
    for (const key of Object.keys(en) as (keyof Catalog)[]) {
      expect({ key, names: placeholdersOf(en[key]) }).toEqual({
        key,
        names: placeholdersOf(zh[key]),
      })
    }
  })

  it('has no message that no page says', async () => {
    const folder = fileURLToPath(new URL('..', import.meta.url))
    let sources = ''
    for await (const file of glob('**/*.{ts,tsx}', { cwd: folder })) {
      if (!file.includes('.test.')) sources += await readFile(folder + file, 'utf8')
    }
    const unused = Object.keys(en).filter(
      (key) =>
        !sources.includes(`'${key}'`) && !groups.some((group) => key.startsWith(`${group}.`)),
    )
    expect(unused).toEqual([])
  })
})
