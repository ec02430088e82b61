import { describe, expect, it } from 'vitest'
import { loadCatalog } from '../../i18n/catalog.ts'
import { createI18n } from '../../i18n/I18n.tsx'
import { figuresOf } from './figures.ts'

await loadCatalog('zh')
await loadCatalog('en')
const [zh, en] = [createI18n('zh'), createI18n('en')]

describe('figuresOf', () => {
  it('says figures as words in the order of a sentence, and no hash', () => {
    const facts = {
      rows: '7548',
      attempt: '2',
      round: '3',
      step: 'train',
      planHash: '77'.repeat(32),
    }
    expect(figuresOf({ facts }, en)).toBe('round 3 · attempt 2 · 7,548 rows')
    expect(figuresOf({ facts }, zh)).toBe('第 3 轮 · 第 2 次尝试 · 7,548 行')
  })

  it('leaves out what says nothing', () => {
    const harvested = { added: '1', changed: '0', refused: '0', withdrawn: '0' }
    expect(figuresOf({ facts: harvested }, zh)).toBe('新增 1')
    const evaluated = { attempt: '1', round: '11', step: 'evaluate' }
    expect(figuresOf({ facts: evaluated }, en)).toBe('evaluation')
  })

  it('says why a use was refused, money in yuan, and survives a hostile value', () => {
    expect(figuresOf({ reason: 'policy.purpose', facts: { action: 'train' } }, zh)).toBe(
      '用途不符 · 训练模型',
    )
    expect(figuresOf({ facts: { totalFen: '700050' } }, en)).toBe('¥ 7,000.50 in all')
    expect(figuresOf({ facts: { rows: 'x'.repeat(4000) } }, en).length).toBeLessThan(60)
  })
})
