import type { ErrorCode } from './errors.ts'

export type Locale = 'zh' | 'en'

/** A text in both languages of the product. */
export type Words = Readonly<Record<Locale, string>>

/** A short title per error code; the particular message stands beside it. */
export const errorWords = {
  'input.invalid': { zh: '输入无效', en: 'The input is not valid' },
  'input.too-large': { zh: '输入过大', en: 'The input is too large' },
  'input.unsupported': { zh: '不支持的输入', en: 'The input is not supported' },
  'not-implemented': { zh: '本系统未实现此功能', en: 'This is not implemented here' },
  'auth.missing': { zh: '缺少身份凭据', en: 'Credentials are missing' },
  'auth.invalid': { zh: '身份凭据无效', en: 'Credentials are not valid' },
  'auth.replayed': { zh: '令牌已被使用', en: 'The token was used before' },
  'auth.not-member': { zh: '不是本数据空间成员', en: 'Not a member of this data space' },
  'auth.forbidden': { zh: '无权执行此操作', en: 'Not allowed' },
  'rate.exceeded': { zh: '请求过于频繁', en: 'Too many requests' },
  'not-found': { zh: '未找到', en: 'Not found' },
  'conflict.exists': { zh: '已存在', en: 'It exists already' },
  'conflict.stale': { zh: '内容已被他人更改', en: 'It was changed meanwhile' },
  'state.illegal': { zh: '当前状态不允许此操作', en: 'Not possible in this state' },
  'policy.not-understood': {
    zh: '策略无法完整理解',
    en: 'The policy cannot be understood in full',
  },
  'policy.denied': { zh: '策略不允许', en: 'The policy does not allow it' },
  'policy.no-agreement': { zh: '没有协议', en: 'There is no agreement' },
  'policy.agreement-ended': { zh: '协议已结束', en: 'The agreement has ended' },
  'policy.purpose': { zh: '用途不符', en: 'The purpose does not fit' },
  'policy.used-up': { zh: '额度已用尽', en: 'The allowance is used up' },
  'policy.undecided': { zh: '无人在期限内作出决定', en: 'Nobody decided in time' },
  'data.unreadable': { zh: '数据无法读取', en: 'The data cannot be read' },
  'data.empty': { zh: '数据为空', en: 'The data is empty' },
  'data.unfit': { zh: '数据不适合此任务', en: 'The data does not fit the task' },
  'plan.invalid': { zh: '训练计划无效', en: 'The training plan is not valid' },
  'plan.limit': { zh: '训练计划超出限制', en: 'The training plan exceeds a limit' },
  'round.cohort-too-small': { zh: '参与方过少', en: 'Too few participants' },
  'round.late': { zh: '本轮已结束', en: 'The round is over' },
  'round.mismatch': { zh: '与当前轮次不符', en: 'It does not belong to this round' },
  'peer.unreachable': { zh: '对方无法连接', en: 'The other side cannot be reached' },
  'peer.refused': { zh: '对方拒绝', en: 'The other side refused' },
  'peer.invalid': { zh: '对方的回复无效', en: 'The answer of the other side is not valid' },
  'log.broken': { zh: '日志校验失败', en: 'The log does not verify' },
  internal: { zh: '内部错误', en: 'Internal error' },
} as const satisfies Record<ErrorCode, Words>
