import type { Words } from '@lianshu/kernel'

/** Industries by code; an unknown code is shown as it is. */
export const industryWords: Readonly<Record<string, Words>> = {
  steel: { zh: '钢铁', en: 'steel' },
  petrochemical: { zh: '石化', en: 'petrochemical' },
  'lithium-battery': { zh: '锂电池', en: 'lithium battery' },
  automotive: { zh: '汽车', en: 'automotive' },
  electronics: { zh: '电子信息', en: 'electronics' },
  power: { zh: '电力', en: 'power' },
  textile: { zh: '纺织', en: 'textile' },
  pharma: { zh: '医药', en: 'pharmaceutical' },
  machinery: { zh: '机械装备', en: 'machinery' },
  aviation: { zh: '航空', en: 'aviation' },
  shipbuilding: { zh: '船舶', en: 'shipbuilding' },
  rail: { zh: '轨道交通', en: 'rail' },
  mining: { zh: '矿业', en: 'mining' },
  'non-ferrous': { zh: '有色金属', en: 'non-ferrous metals' },
  'building-materials': { zh: '建材', en: 'building materials' },
  food: { zh: '食品', en: 'food' },
  logistics: { zh: '物流', en: 'logistics' },
  cross: { zh: '跨行业', en: 'cross-industry' },
}
