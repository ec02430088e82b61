/** How many bytes left a node, by kind of message: requests that it sent and answers that it gave. */
export interface Traffic {
  count(kind: string, bytes: number): void
  totals(): Readonly<Record<string, number>>
}

export function createTraffic(): Traffic {
  const totals = new Map<string, number>()
  return {
    count: (kind, bytes) => void totals.set(kind, (totals.get(kind) ?? 0) + bytes),
    totals: () =>
      Object.fromEntries([...totals].sort(([left], [right]) => (left < right ? -1 : 1))),
  }
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/\/did\.json|\/dcp\/|\/sts\/|^\/members/, 'identity'],
  [/\/catalog\//, 'catalogue'],
  [/\/negotiations\//, 'negotiation'],
  [/\/transfers\//, 'transfer'],
  [/^\/runs\//, 'rounds'],
  [/\/log(\/|$|\?)|^\/witness/, 'log'],
  [/^\/api\/participants|^\/api\/traffic|^\/api\/training|^\/operate/, 'management'],
]

/** What an answer at this path belongs to; `management` is what its own managers see, `reads` what everybody may. */
export const kindOfPath = (path: string): string =>
  kinds.find(([pattern]) => pattern.test(path))?.[1] ?? 'reads'
