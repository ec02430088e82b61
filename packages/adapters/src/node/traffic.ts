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
