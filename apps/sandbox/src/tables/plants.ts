import type { Words } from '@lianshu/kernel'
import type { MillingPlant } from './milling-process.ts'

/** A simulated plant: who it is, how it mills, and how its people write things down. */
export interface PlantStory {
  readonly slug: string
  readonly name: Words
  readonly title: Words
  readonly about: Words
  /** ISO 3166-2. */
  readonly region: string
  readonly milling: MillingPlant
  /** Share of the sandbox's usual number of rows. */
  readonly size: number
  /** Kelvin and rpm, or degrees Celsius and rad/s. */
  readonly units: 'kelvin-rpm' | 'celsius-radians'
  /** Share of torque and process temperature cells that were not recorded. */
  readonly missingShare: number
}

const usual: MillingPlant = {
  mix: { L: 0.6, M: 0.3, H: 0.1 },
  torque: { mean: 40, deviation: 10 },
  airTemperature: 300,
  wearRate: 1,
  heatLimit: 8.6,
  power: { low: 3500, high: 9000 },
}

/** Five plants that mill alike but not the same; names are invented. */
export const plantStories: readonly PlantStory[] = [
  {
    slug: 'beichen-gearbox',
    name: { zh: '北辰齿轮箱', en: 'Beichen Gearbox' },
    title: { zh: '齿轮箱壳体铣削设备运行记录', en: 'Milling of gearbox housings: machine records' },
    about: {
      zh: '齿轮箱壳体粗铣产线，以 L 级产品为主，负载偏高。',
      en: 'Rough milling of gearbox housings, mostly grade L, under high load.',
    },
    region: 'CN-LN',
    milling: {
      ...usual,
      mix: { L: 0.75, M: 0.2, H: 0.05 },
      torque: { mean: 43, deviation: 10 },
    },
    size: 1.2,
    units: 'kelvin-rpm',
    missingShare: 0,
  },
  {
    slug: 'donghai-pump',
    name: { zh: '东海泵阀', en: 'Donghai Pumps' },
    title: { zh: '泵体铣削工序状态数据', en: 'Milling of pump bodies: state of the machine' },
    about: {
      zh: '泵体与阀体铣削，产品结构接近行业平均。',
      en: 'Milling of pump and valve bodies with an average mix of products.',
    },
    region: 'CN-ZJ',
    milling: usual,
    size: 1,
    units: 'kelvin-rpm',
    missingShare: 0,
  },
  {
    slug: 'nanling-mould',
    name: { zh: '南岭模具', en: 'Nanling Moulds' },
    title: { zh: '精密模具铣削与刀具磨损记录', en: 'Precision moulds: milling and tool wear' },
    about: {
      zh: '精密模具铣削，H 级产品多，刀具磨损快，车间温度较高。',
      en: 'Precision moulds, many of grade H, fast tool wear, a warm hall.',
    },
    region: 'CN-GD',
    milling: {
      ...usual,
      mix: { L: 0.35, M: 0.35, H: 0.3 },
      airTemperature: 303,
      wearRate: 1.15,
    },
    size: 0.8,
    units: 'kelvin-rpm',
    missingShare: 0,
  },
  {
    slug: 'xiling-impeller',
    name: { zh: '西岭叶轮', en: 'Xiling Impellers' },
    title: { zh: '叶轮铣削主轴与温度监测数据', en: 'Impellers: spindle and temperature records' },
    about: {
      zh: '叶轮铣削，传感器以摄氏度和弧度每秒记录。',
      en: 'Milling of impellers; sensors record degrees Celsius and radians per second.',
    },
    region: 'CN-SC',
    milling: {
      ...usual,
      torque: { mean: 37, deviation: 9 },
      airTemperature: 298,
      power: { low: 3400, high: 8800 },
    },
    size: 1,
    units: 'celsius-radians',
    missingShare: 0,
  },
  {
    slug: 'zhongyuan-auto',
    name: { zh: '中原汽车部件', en: 'Zhongyuan Auto Parts' },
    title: { zh: '汽车零部件铣削设备运行记录', en: 'Milling of car parts: machine records' },
    about: {
      zh: '汽车零部件批量铣削，部分传感器读数缺失。',
      en: 'Series milling of car parts; some sensor readings are missing.',
    },
    region: 'CN-HA',
    milling: { ...usual, torque: { mean: 41, deviation: 11 }, heatLimit: 8.8 },
    size: 1,
    units: 'kelvin-rpm',
    missingShare: 0.01,
  },
]
