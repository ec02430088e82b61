import type { Words } from '@lianshu/kernel'

const known: Readonly<Record<string, Words>> = {
  'predictive-maintenance': { zh: '预测性维护', en: 'predictive maintenance' },
  'quality-control': { zh: '质量控制', en: 'quality control' },
  'energy-saving': { zh: '节能降耗', en: 'energy saving' },
  'process-optimisation': { zh: '工艺优化', en: 'process optimisation' },
  'model-training': { zh: '训练模型', en: 'model training' },
  research: { zh: '科学研究', en: 'research' },
}

/** A purpose as people read it: by the last part of its IRI, or by the code itself. */
export function purposeWords(purpose: string): Words {
  const code = purpose.split(/[/#]/).findLast((part) => part !== '') ?? purpose
  const plain = code.replaceAll(/[-_]/g, ' ')
  return known[code] ?? { zh: plain, en: plain }
}
