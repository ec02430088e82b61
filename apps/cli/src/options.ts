import type { Words } from '@lianshu/kernel'

/** An option of the command line: a flag when it takes no value. */
export interface OptionText {
  /** What stands for the value in help. */
  readonly value?: string
  readonly words: Words
}

/** Every option that some command takes, described once. */
export const optionTexts = {
  broker: {
    value: 'URL',
    words: {
      zh: '运营方节点地址（默认 http://127.0.0.1:7400）',
      en: "the operator's node (default http://127.0.0.1:7400)",
    },
  },
  connector: { value: 'URL', words: { zh: '连接器地址', en: 'the connector' } },
  key: {
    value: 'KEY',
    words: {
      zh: '节点的管理密钥；更好的做法是使用环境变量 LIANSHU_API_KEY',
      en: "the node's management key; better given as LIANSHU_API_KEY",
    },
  },
  participant: {
    value: 'SLUG',
    words: { zh: '连接器托管的参与方', en: 'a participant that the connector hosts' },
  },
  state: {
    value: 'STATE',
    words: { zh: '只列出此状态的成员', en: 'list members of this standing only' },
  },
  reason: {
    value: 'TEXT',
    words: { zh: '理由，只记入登记册', en: 'why; kept in the register alone' },
  },
  node: {
    value: 'DID',
    words: { zh: '只校验这一份日志（默认全部）', en: 'check this log only (default all)' },
  },
  home: {
    value: 'DIR',
    words: {
      zh: '记住已校验日志的目录（默认 LIANSHU_HOME 或 ./.lianshu）',
      en: 'where checked logs are remembered (default LIANSHU_HOME or ./.lianshu)',
    },
  },
  action: {
    value: 'NAME',
    words: { zh: '要做什么（默认 train）', en: 'what is to be done (default train)' },
  },
  as: {
    value: 'DID',
    words: { zh: '由谁使用（默认策略所指）', en: 'who uses it (default whom the policy names)' },
  },
  data: {
    value: 'ID',
    words: { zh: '用哪份数据（默认策略所指）', en: 'which data (default what the policy names)' },
  },
  purpose: {
    value: 'CODE',
    words: {
      zh: '用途；写策略时可用逗号分隔多个',
      en: 'purpose; several with commas when a policy is written',
    },
  },
  delivery: { value: 'WAY', words: { zh: '交付方式', en: 'way of delivery' } },
  cohort: { value: 'N', words: { zh: '共同参与方数', en: 'how many take part' } },
  rounds: { value: 'N', words: { zh: '轮数', en: 'rounds' } },
  used: {
    value: 'N',
    words: {
      zh: '已经用过的次数或轮数（默认 0）',
      en: 'uses or rounds that were taken already (default 0)',
    },
  },
  at: {
    value: 'TIME',
    words: { zh: '时刻，ISO 8601（默认现在）', en: 'when, as ISO 8601 (default now)' },
  },
  until: {
    value: 'TIME',
    words: { zh: '截止时刻，ISO 8601', en: 'end of the right, as ISO 8601' },
  },
  price: {
    value: 'YUAN',
    words: { zh: '一份协议的价格（元）', en: 'price of one agreement in yuan' },
  },
  page: { value: 'N', words: { zh: '第几页，每页 20 条', en: 'which page of 20' } },
  lang: { value: 'zh|en', words: { zh: '输出语言', en: 'language of the output' } },
  json: { words: { zh: '在标准输出上给出 JSON', en: 'print JSON on standard output' } },
  help: { words: { zh: '显示此帮助', en: 'this text' } },
} as const satisfies Record<string, OptionText>

export type OptionName = keyof typeof optionTexts
