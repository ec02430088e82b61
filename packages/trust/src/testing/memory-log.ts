import { domainError, err, type LogRecord, ok } from '@lianshu/kernel'
import type { LogStore, TreeNode } from '../log/ports.ts'
import type { Cosignature, LogEntry, SignedHead } from '../verify/log-shapes.ts'

/** The log of one participant in memory, and what was appended to it. */
export function memoryLog(): LogStore & { append(record: LogRecord): void } {
  let pending: { id: string; record: LogRecord }[] = []
  let appended = 0
  const placed: LogEntry[] = []
  const nodes = new Map<string, string>()
  const heads: SignedHead[] = []
  const cosignatures: Cosignature[] = []
  const key = ({ level, index }: Pick<TreeNode, 'level' | 'index'>) => `${level}/${index}`
  return {
    append: (record) => void pending.push({ id: `${appended++}`, record }),
    pending: async () => [...new Set(pending.map(({ record }) => record.participantId))],
    unsequenced: async (_, limit) => pending.slice(0, limit),
    async place(_, batch) {
      if (batch.fromSize !== placed.length) return err(domainError('conflict.stale', 'size'))
      for (const id of batch.ids) {
        const record = pending.find((item) => item.id === id)!.record
        placed.push({ index: placed.length, record })
      }
      pending = pending.filter(({ id }) => !batch.ids.includes(id))
      for (const node of batch.nodes) nodes.set(key(node), node.hash)
      heads.push(batch.head)
      return ok(undefined)
    },
    entries: async (_, from, to) => placed.slice(from, to),
    nodes: async (_, positions) =>
      positions.map((position) => {
        const hash = nodes.get(key(position))
        if (hash === undefined) throw new Error(`no node ${key(position)}`)
        return hash
      }),
    size: async () => placed.length,
    heads: async (_, limit, afterSize = -1) =>
      heads.filter(({ head }) => head.size > afterSize).slice(0, limit),
    latestHead: async () => heads.at(-1),
    addCosignature: async (_, cosignature) => void cosignatures.push(cosignature),
    cosignatures: async () => cosignatures,
  }
}
