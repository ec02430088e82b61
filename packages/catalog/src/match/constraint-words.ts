import type { Words } from '@lianshu/kernel'
import { deliveryWords, useWords } from '@lianshu/policy'
import type { DeliveryMode, Use } from '@lianshu/protocol/odrl'
import type { SecurityLevel } from '../listing/dataset.ts'
import type { TargetTask } from '../profile/published-profile.ts'

export const modalityWords: Readonly<Record<string, Words>> = {
  table: { zh: '表格', en: 'tables' },
  timeseries: { zh: '时序', en: 'time series' },
  image: { zh: '图像', en: 'images' },
  video: { zh: '视频', en: 'video' },
  audio: { zh: '音频', en: 'audio' },
  text: { zh: '文本', en: 'text' },
}

export const levelWords = {
  general: { zh: '一般数据', en: 'general data' },
  important: { zh: '重要数据', en: 'important data' },
  core: { zh: '核心数据', en: 'core data' },
} as const satisfies Record<SecurityLevel, Words>

export const taskWords = {
  binary: { zh: '二分类', en: 'binary classification' },
  multiclass: { zh: '多分类', en: 'multi-class classification' },
  regression: { zh: '回归', en: 'regression' },
} as const satisfies Record<TargetTask, Words>

const list = (words: readonly Words[]): Words => ({
  zh: words.map(({ zh }) => zh).join('、'),
  en: words.map(({ en }) => en).join(', '),
})
const named = (table: Readonly<Record<string, Words>>, code: string): Words =>
  table[code] ?? { zh: code, en: code }
const say = (zh: string, en: string): Words => ({ zh, en })
const same = (words: Words) => ({ met: words, not: words })

/** What is said of a listing for each requirement, when it is met and when it is not. */
export const constraintWords = {
  uses(uses: readonly Use[]): Words {
    const { zh, en } = list(uses.map((use) => useWords[use]))
    return say(`允许${zh}`, `Allowed: ${en}`)
  },
  deliveries(ways: readonly DeliveryMode[]): Words {
    const { zh, en } = list(ways.map((way) => deliveryWords[way]))
    return say(`可通过${zh}使用`, `Usable by ${en}`)
  },
  modalities(kinds: readonly string[]) {
    const { zh, en } = list(kinds.map((kind) => named(modalityWords, kind)))
    return {
      met: say(`模态为${zh}`, `It holds ${en}`),
      not: say(`模态仅为${zh}`, `It holds ${en} only`),
    }
  },
  minimumCount({ count, unit }: { readonly count: number; readonly unit: string }) {
    const units = unit === 'rows' ? say('行', 'rows') : say(` ${unit}`, unit)
    const zh = `${count.toLocaleString('en')} ${units.zh}`.replace('  ', ' ')
    const en = `${count.toLocaleString('en')} ${units.en}`
    return {
      met: say(`规模约 ${zh}`, `About ${en}`),
      not: say(`规模不足，约 ${zh}`, `Too small: about ${en}`),
    }
  },
  minimumSamplingHz: (hertz: number | undefined) =>
    hertz === undefined
      ? same(say('未说明采样率', 'The sampling rate is not stated'))
      : {
          met: say(`采样率 ${hertz} Hz`, `Sampled at ${hertz} Hz`),
          not: say(`采样率不足：${hertz} Hz`, `Sampled too slowly: ${hertz} Hz`),
        },
  maximumLevel: (level: SecurityLevel) => ({
    met: say(`安全级别为${levelWords[level].zh}`, `Security level: ${levelWords[level].en}`),
    not: say(
      `安全级别过高：${levelWords[level].zh}`,
      `Security level too high: ${levelWords[level].en}`,
    ),
  }),
  region: (region: string | undefined) => ({
    met: say(`数据位于 ${region}`, `The data lies in ${region}`),
    not:
      region === undefined
        ? say('未说明数据所在地', 'Where the data lies is not stated')
        : say(`数据位于境外：${region}`, `The data lies elsewhere: ${region}`),
  }),
  labelled: {
    met: say('带标注或标签列', 'It carries labels'),
    not: say('没有标注', 'It carries no labels'),
  },
  noGeneratedData: {
    met: say('未声明含生成数据', 'No generated data is declared'),
    not: say('含生成或仿真数据', 'It holds generated or simulated data'),
  },
  noPersonalInformation: {
    met: say('不含个人信息', 'It holds no personal information'),
    not: say('含个人信息或未声明', 'It holds personal information or does not say'),
  },
  crossBorder: {
    met: say('允许出境使用', 'Usable across the border'),
    not: say('不允许出境使用', 'Not usable across the border'),
  },
  task(task: string) {
    const { zh, en } = named(taskWords, task)
    return {
      met: say(`可作${zh}任务`, `Fit for ${en}`),
      not: say(`没有可作${zh}的目标列`, `No target column for ${en}`),
    }
  },
  topic: {
    hit: (words: readonly string[]): Words =>
      say(`主题相符：${words.join('、')}`, `On topic: ${words.join(', ')}`),
    miss: say('主题不符', 'It is about something else'),
  },
}
