import { defineMachine, type Words } from '@lianshu/kernel'

/** A company's standing in the space. The operator decides; a member may always leave. */
export const memberMachine = defineMachine({
  name: 'member',
  initial: 'APPLIED',
  roles: ['operator', 'member'],
  events: ['apply', 'admit', 'reject', 'suspend', 'reinstate', 'revoke', 'leave'],
  transitions: {
    APPLIED: { admit: 'ADMITTED', reject: 'REJECTED', leave: 'LEFT' },
    ADMITTED: { suspend: 'SUSPENDED', revoke: 'REVOKED', leave: 'LEFT' },
    SUSPENDED: { reinstate: 'ADMITTED', revoke: 'REVOKED', leave: 'LEFT' },
    REJECTED: { apply: 'APPLIED' },
    LEFT: { apply: 'APPLIED' },
    REVOKED: {},
  },
  mayFire: {
    apply: ['member'],
    leave: ['member'],
    admit: ['operator'],
    reject: ['operator'],
    suspend: ['operator'],
    reinstate: ['operator'],
    revoke: ['operator'],
  },
})

export type MemberState = (typeof memberMachine.states)[number]
export type MemberEvent = (typeof memberMachine.events)[number]

/** Standings where people read them. */
export const memberStateWords: Readonly<Record<MemberState, Words>> = {
  APPLIED: { zh: '待审核', en: 'applied' },
  ADMITTED: { zh: '已加入', en: 'admitted' },
  REJECTED: { zh: '未通过', en: 'rejected' },
  SUSPENDED: { zh: '已暂停', en: 'suspended' },
  REVOKED: { zh: '已撤销', en: 'revoked' },
  LEFT: { zh: '已退出', en: 'left' },
}

/** Steps where people read them. */
export const memberEventWords: Readonly<Record<MemberEvent, Words>> = {
  apply: { zh: '申请加入', en: 'apply' },
  admit: { zh: '批准', en: 'approve' },
  reject: { zh: '驳回', en: 'reject' },
  suspend: { zh: '暂停', en: 'suspend' },
  reinstate: { zh: '恢复', en: 'reinstate' },
  revoke: { zh: '撤销', en: 'revoke' },
  leave: { zh: '退出', en: 'leave' },
}
