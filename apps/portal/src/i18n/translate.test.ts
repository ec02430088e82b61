import { describe, expect, it } from 'vitest'
import { type Catalog, loadCatalog, type MessageKey } from './catalog.ts'
import { translate } from './translate.ts'

const only = (text: string) => ({ loading: text }) as Catalog
const key: MessageKey = 'loading'

describe('translate', () => {
  it('puts values in, with group separators, and chooses the plural', () => {
    const catalog = only('{n} {n|row|rows} of {owner}')
    expect(translate(catalog, 'en', key, { n: 1, owner: 'A' })).toBe('1 row of A')
    expect(translate(catalog, 'en', key, { n: 12_000, owner: 'B' })).toBe('12,000 rows of B')
  })

  it('leaves a value that is missing visible', () => {
    expect(translate(only('hello {name}'), 'en', key)).toBe('hello {name}')
  })

  it('does not read a value as a pattern', () => {
    expect(translate(only('{a} {b}'), 'en', key, { a: '{b}', b: '$&' })).toBe('{b} $&')
  })

  it('speaks both languages', async () => {
    const zh = await loadCatalog('zh')
    expect(translate(zh, 'zh', 'datasets.count', { n: 3 })).toBe('3 个数据集')
  })
})
