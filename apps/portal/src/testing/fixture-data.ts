import type { Words } from '@lianshu/kernel'
import type { ColumnProfile, Listing, Member, Space } from '../api/model.ts'
import { labelOf } from './fixture-words.ts'

const host = 'localhost%3A7402'
export const brokerDid = 'did:web:localhost%3A7400'
const did = (slug: string): string => `did:web:${host}:participants:${slug}`

const owner = (slug: string, zh: string, en: string): Member => ({
  did: did(slug),
  slug,
  name: { zh, en },
  roles: ['owner'],
})

export const owners: readonly Member[] = [
  owner('qinglan', '青岚轴承', 'Qinglan Bearings'),
  owner('hengda', '恒达数控机床', 'Hengda Machine Tools'),
  owner('jiangdong', '江东精密注塑', 'Jiangdong Moulding'),
  owner('beichen', '北辰特钢', 'Beichen Special Steel'),
  owner('yunfeng', '云峰风电', 'Yunfeng Wind Power'),
]

export const trainer: Member = {
  did: did('zhiyan'),
  slug: 'zhiyan',
  name: { zh: '智研工业模型实验室', en: 'Zhiyan Model Lab' },
  roles: ['trainer'],
}

export const space: Space = {
  name: { zh: '长三角制造数据空间', en: 'Yangtze Delta Manufacturing Data Space' },
  did: brokerDid,
  members: [...owners, trainer],
  counts: { members: 6, listings: 7, agreements: 4, runs: 2, logSize: 0 },
}

const number = (
  name: string,
  unit: string,
  low: number,
  high: number,
  missingShare = 0,
): ColumnProfile => ({
  name,
  kind: 'numeric',
  unit,
  missingShare,
  distinct: 400,
  range: [low, high],
})

const machineColumns: readonly ColumnProfile[] = [
  { name: 'product_id', kind: 'identifier', missingShare: 0, excluded: 'identifier' },
  { name: 'type', kind: 'categorical', missingShare: 0, distinct: 3, categories: ['H', 'L', 'M'] },
  number('air_temperature', 'K', 294, 306, 0.05),
  number('process_temperature', 'K', 304, 315),
  number('rotational_speed', 'rpm', 1150, 2900),
  number('torque', 'N·m', 3, 78, 0.1),
  number('tool_wear', 'min', 0, 255),
  number('spindle_offset', 'µm', -12, 18),
  {
    name: 'machine_failure',
    kind: 'categorical',
    missingShare: 0,
    distinct: 2,
    categories: ['0', '1'],
  },
]

const listing = (
  index: number,
  rows: number,
  title: Words,
  description: Words,
  extra: Partial<Listing> = {},
): Listing => {
  const holder = owners[index % owners.length]!
  return {
    id: `urn:uuid:6f1c2b70-58aa-4b3e-9c41-0000000000${String(index).padStart(2, '0')}`,
    ownerDid: holder.did,
    ownerName: holder.name,
    title,
    description,
    keywords: ['预测性维护', '刀具磨损', '数控'],
    industry: 'machinery',
    scenario: { zh: '设备故障预测', en: 'Failure prediction' },
    task: 'binary',
    modality: ['table'],
    rows,
    columns: machineColumns,
    delivery: ['federated'],
    uses: ['train', 'evaluate'],
    priceFen: 128_000,
    endsAt: '2027-06-30T15:59:59Z',
    updatedAt: '2026-11-20T02:14:00Z',
    version: 1,
    simulated: true,
    ...extra,
    words: wordsOf(extra),
  }
}

const wordsOf = ({
  industry = 'machinery',
  task = 'binary',
  modality = ['table'],
}: Partial<Listing>) => ({
  ...{ industry: labelOf(industry), task: labelOf(task), modality: modality.map(labelOf) },
  level: { zh: '一般数据', en: 'general data' },
})

const failure = {
  zh: '五轴加工中心的工况与故障标记：转速、扭矩、刀具磨损和温度，每行一件产品。',
  en: 'Operating state and failure mark of five-axis machining centres: speed, torque, tool wear and temperature, one row per product.',
}

export const listings: readonly Listing[] = [
  listing(
    0,
    2400,
    { zh: '主轴轴承磨削线工况与故障', en: 'Spindle bearing grinding line: state and failures' },
    failure,
    { industry: 'bearings' },
  ),
  listing(
    1,
    3100,
    { zh: '五轴加工中心工况与故障', en: 'Five-axis machining centre: state and failures' },
    failure,
    { uses: ['train', 'evaluate', 'commercial-model-use'], priceFen: 216_050 },
  ),
  listing(
    2,
    1900,
    { zh: '注塑模具车间铣削工况与故障', en: 'Mould shop milling: state and failures' },
    failure,
    { industry: 'plastics' },
  ),
  listing(
    3,
    2600,
    { zh: '轧辊修磨工况与故障', en: 'Roll regrinding: state and failures' },
    failure,
    { industry: 'steel', priceFen: 0 },
  ),
  listing(
    4,
    86_000,
    { zh: '风电齿轮箱油温与振动', en: 'Wind gearbox oil temperature and vibration' },
    {
      zh: '四十台机组三年的十分钟均值，含停机原因。',
      en: 'Ten-minute means of forty turbines over three years, with the reason of each stop.',
    },
    {
      industry: 'energy',
      task: 'regression',
      modality: ['table', 'timeseries'],
      delivery: ['federated', 'sandbox'],
      uses: ['train', 'evaluate', 'analyze'],
    },
  ),
  listing(
    5,
    12_000,
    { zh: '深沟球轴承振动频谱特征', en: 'Deep groove ball bearing vibration features' },
    {
      zh: '试验台测得的频谱特征与故障类别：内圈、外圈、滚动体、正常。',
      en: 'Spectral features from the test rig with fault class: inner race, outer race, ball, sound.',
    },
    { industry: 'bearings', task: 'multiclass', uses: ['analyze'], delivery: ['sandbox'] },
  ),
  listing(
    6,
    5200,
    { zh: '热轧板带厚度与工艺参数', en: 'Hot strip thickness and process settings' },
    {
      zh: '每卷一行：出口厚度、轧制力、入口温度、化学成分区间。',
      en: 'One row per coil: exit thickness, rolling force, entry temperature, ranges of composition.',
    },
    { industry: 'steel', task: 'regression' },
  ),
]
