import {
  constraint,
  count,
  duration,
  instant,
  payment,
  rule,
  type UsagePattern,
} from './usage-pattern.ts'

const use = rule('use')
const allows = (...constraints: object[]) => ({ permission: [rule('use', ...constraints)] })

/**
 * The 21 policy classes of the IDSA position paper "Usage Control in the International Data Spaces", and the
 * two that were added later, each said in our vocabulary.
 */
export const usagePatterns: readonly UsagePattern[] = [
  {
    number: 1,
    name: { zh: '允许使用', en: 'allow the use' },
    badge: 'enforced',
    rules: allows(),
  },
  {
    number: 2,
    name: { zh: '限定连接器', en: 'only in named connectors' },
    badge: 'attested',
    rules: allows(constraint(':connector', 'isAnyOf', ['urn:connector:line-1'])),
  },
  {
    number: 3,
    name: { zh: '限定应用程序', en: 'only in named applications' },
    badge: 'attested',
    rules: allows(constraint(':application', 'isAnyOf', ['urn:app:wear-forecast'])),
  },
  {
    number: 4,
    name: { zh: '限定时段', en: 'only in an interval of time' },
    badge: 'enforced',
    rules: allows(
      constraint('dateTime', 'gteq', instant('2026-01-01T00:00:00Z')),
      constraint('dateTime', 'lteq', instant('2026-12-31T00:00:00Z')),
    ),
  },
  {
    number: 5,
    name: { zh: '限定时长', en: 'only for a duration' },
    badge: 'enforced',
    rules: allows(constraint('elapsedTime', 'lteq', duration('P90D'))),
  },
  {
    number: 6,
    name: { zh: '限定地点', en: 'only at places' },
    badge: 'attested',
    rules: allows(constraint('spatial', 'isPartOf', 'CN')),
  },
  {
    number: 7,
    name: { zh: '一次付清，永久使用', en: 'pay once, use for good' },
    badge: 'contractual',
    rules: { permission: [use], obligation: [payment(10_000_00)] },
  },
  {
    number: 8,
    name: { zh: '付费租用', en: 'pay for a period of use' },
    badge: 'contractual',
    rules: {
      ...allows(constraint('elapsedTime', 'lteq', duration('P30D'))),
      obligation: [payment(500_00)],
    },
  },
  {
    number: 9,
    name: { zh: '限定角色', en: 'only for roles' },
    badge: 'attested',
    rules: allows(constraint(':role', 'isAnyOf', ['quality-engineer'])),
  },
  {
    number: 10,
    name: { zh: '限定用途', en: 'only for purposes' },
    badge: 'attested',
    rules: allows(constraint('purpose', 'isAnyOf', ['tool-wear'])),
  },
  {
    number: 11,
    name: { zh: '仅当事件发生', en: 'only upon an event' },
    badge: 'attested',
    rules: allows(constraint('event', 'isAnyOf', ['urn:event:recall'])),
  },
  {
    number: 12,
    name: { zh: '至多使用 n 次', en: 'at most n times' },
    badge: 'enforced',
    rules: allows(constraint('count', 'lteq', count('5'))),
  },
  {
    number: 13,
    name: { zh: '限定安全等级', en: 'only from a level of security' },
    badge: 'attested',
    rules: allows(constraint(':securityProfile', 'gteq', 'trust')),
  },
  {
    number: 14,
    name: { zh: '使用后删除', en: 'use, then delete' },
    badge: 'attested',
    rules: {
      permission: [use],
      obligation: [rule('delete', constraint('elapsedTime', 'lteq', duration('P30D')))],
    },
  },
  {
    number: 15,
    name: { zh: '传输前处理', en: 'modify in transit' },
    badge: 'attested',
    rules: { permission: [{ ...use, duty: [rule('anonymize')] }] },
  },
  {
    number: 16,
    name: { zh: '存储后处理', en: 'modify at rest' },
    badge: 'attested',
    rules: {
      permission: [use],
      obligation: [rule('anonymize', constraint('elapsedTime', 'lteq', duration('P7D')))],
    },
  },
  {
    number: 17,
    name: { zh: '本地记录使用', en: 'log the use locally' },
    badge: 'attested',
    rules: { permission: [use], obligation: [rule(':log')] },
  },
  {
    number: 18,
    name: { zh: '使用时通知', en: 'notify of the use' },
    badge: 'attested',
    rules: { permission: [use], obligation: [rule('inform')] },
  },
  {
    number: 19,
    name: { zh: '转交时附上策略', en: 'attach the policy when passing on' },
    badge: 'contractual',
    rules: {
      permission: [rule('read'), { ...rule('distribute'), duty: [rule('nextPolicy')] }],
    },
  },
  {
    number: 20,
    name: { zh: '仅可加密后转交', en: 'pass on only encrypted' },
    badge: 'contractual',
    rules: {
      permission: [rule('read'), { ...rule('distribute'), duty: [rule(':encrypt')] }],
    },
  },
  {
    number: 21,
    name: { zh: '限定环境状态', en: 'only in a state of the environment' },
    badge: 'attested',
    rules: allows(constraint(':environmentState', 'isAllOf', ['firewall-on', 'disk-encrypted'])),
  },
  {
    number: 22,
    name: { zh: '限定参与方所在地', en: 'only for participants at places' },
    badge: 'attested',
    rules: allows(constraint(':participantLocation', 'isPartOf', 'CN')),
  },
  {
    number: 23,
    name: { zh: '须有当事人同意', en: 'only with consent' },
    badge: 'attested',
    rules: allows(constraint(':consent', 'eq', 'granted')),
  },
]
