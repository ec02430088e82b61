import { describe, expect, test } from 'vitest'
import type { DemandConstraints } from './demand.ts'
import { readDemand } from './read-demand.ts'

const hard = <Value>(value: Value) => expect.objectContaining({ value, strength: 'hard' })
const soft = <Value>(value: Value) => expect.objectContaining({ value, strength: 'soft' })
const cases: readonly [text: string, constraints: { [Key in keyof DemandConstraints]: unknown }][] =
  [
    [
      '需要铣床刀具磨损的时序信号,采样不低于 2 kHz,只接受境内联邦训练',
      {
        uses: hard(['train']),
        deliveries: hard(['federated']),
        modalities: hard(['timeseries']),
        minimumSamplingHz: hard(2000),
        region: hard('CN-mainland'),
      },
    ],
    [
      '冲压件照片三万张以上,带标注,模型要出售',
      {
        uses: hard(['train', 'commercial-model-use']),
        modalities: hard(['image']),
        minimumCount: hard({ count: 30_000, unit: 'images' }),
        labelled: hard(true),
      },
    ],
    [
      '注塑工艺表格数据,至少1.5万行,最好能下载',
      {
        modalities: hard(['table']),
        minimumCount: hard({ count: 15_000, unit: 'rows' }),
        deliveries: soft(['download']),
      },
    ],
    [
      'We need pump vibration time series, at least 10 kHz, in a sandbox, no personal data',
      {
        deliveries: hard(['sandbox']),
        modalities: hard(['timeseries']),
        minimumSamplingHz: hard(10_000),
        noPersonalInformation: hard(true),
      },
    ],
    [
      'Press shop table with 5,000 rows or more, federated only, general-level data',
      {
        deliveries: hard(['federated']),
        modalities: hard(['table']),
        minimumCount: hard({ count: 5000, unit: 'rows' }),
        maximumLevel: hard('general'),
      },
    ],
    [
      '仅用于评测的焊缝图像,不接受生成图',
      {
        uses: hard(['evaluate']),
        modalities: hard(['image']),
        noGeneratedData: hard(true),
      },
    ],
    ['要音频,不要视频', { modalities: hard(['audio']) }],
    ['非商用,训练轴承诊断模型', { uses: hard(['train']) }],
    ['齿轮箱数据,需要在境外使用', { crossBorder: hard(true) }],
    ['photos and thermocouple signals of furnaces', { modalities: soft(['image', 'timeseries']) }],
  ]

test.each(cases)('%s', async (text, expected) => {
  expect((await readDemand(text)).constraints).toMatchObject(expected)
})

describe('a reading', () => {
  test('quotes the words that led to each requirement', async () => {
    const { constraints } = await readDemand('数据不出厂,五千行以上,只能联邦')
    expect(constraints.deliveries?.words).toEqual(['联邦'])
    expect(constraints.minimumCount?.words).toEqual(['五千行以上'])
  })

  test('knows what others call the same thing, in the other language as well', async () => {
    const zh = await readDemand('铣床设备故障的预测性维护')
    expect(zh.topic.map(({ word }) => word)).toEqual(
      expect.arrayContaining(['铣床', 'mill', 'failur', 'predictiv', 'maintenanc']),
    )
    const { topic } = await readDemand('tool wear of a milling machine')
    expect(topic.map(({ word }) => word)).toEqual(expect.arrayContaining(['铣床', '磨损']))
    const own = topic.find(({ word }) => word === 'wear')?.weight ?? 0
    expect(own).toBeGreaterThan(topic.find(({ word }) => word === '铣床')?.weight ?? 1)
  })

  test('keeps conditions out of the topic', async () => {
    const { topic } = await readDemand('轴承振动,沙箱使用,至少 20 kHz')
    const words = topic.map(({ word }) => word)
    expect(words).toContain('轴承')
    expect(words).not.toContain('沙箱')
    expect(words).not.toContain('khz')
  })

  test('is the same every time, and survives anything', async () => {
    const texts = ['', '。。。', '\u0000\uD800', '(((((', 'a'.repeat(10_000), '不'.repeat(5000)]
    for (const text of texts) expect(await readDemand(text)).toEqual(await readDemand(text))
  })
})
