import type { Words } from '@lianshu/kernel'

/** Why a use was permitted or refused; `use` is the action as a verb. */
export const decisionWords = {
  unknownAction: { zh: '进行这种使用', en: 'do this' },
  permitted: (use: Words): Words => ({
    zh: `协议允许${use.zh}`,
    en: `The agreement allows to ${use.en}`,
  }),
  prohibited: (use: Words): Words => ({
    zh: `协议禁止${use.zh}`,
    en: `The agreement prohibits to ${use.en}`,
  }),
  contradictory: (use: Words): Words => ({
    zh: `协议既允许又禁止${use.zh},按其约定因矛盾而无效`,
    en: `The agreement both allows and prohibits to ${use.en}, and says that this makes it void`,
  }),
  notPermitted: (use: Words): Words => ({
    zh: `协议没有允许${use.zh}`,
    en: `Nothing in the agreement allows to ${use.en}`,
  }),
  noAgreement: (use: Words): Words => ({
    zh: `没有允许该方对该数据${use.zh}的协议`,
    en: `There is no agreement under which this party may ${use.en} with this dataset`,
  }),
  dutyOpen: (duty: Words): Words => ({
    zh: `须先履行义务:${duty.zh}`,
    en: `This duty has to be fulfilled first: ${duty.en}`,
  }),
  notSelected: {
    zh: '请求不在该规则所限定的范围内',
    en: 'The request is outside of what the rule is limited to',
  },
} as const
