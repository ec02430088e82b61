export interface Hand<Item> {
  take(items: readonly Item[]): void
  /** How many more it may take. */
  room(): number
  items(): readonly Item[]
  /** Drops what has not begun; resolves when the rest has ended. */
  stop(): Promise<void>
}

/** Works on up to `concurrency` items at once and keeps up to `queue` more waiting, in the order they came. */
export function createHand<Item>(options: {
  readonly concurrency: number
  readonly queue: number
  /** Never throws. */
  readonly work: (item: Item) => Promise<void>
}): Hand<Item> {
  const { concurrency, queue, work } = options
  const waiting: Item[] = []
  const running = new Map<Item, Promise<void>>()
  const next = () => {
    while (running.size < concurrency && waiting.length > 0) {
      const item = waiting.shift()!
      const run = work(item).then(() => {
        running.delete(item)
        next()
      })
      running.set(item, run)
    }
  }
  return {
    take(items) {
      waiting.push(...items)
      next()
    },
    room: () => concurrency + queue - running.size - waiting.length,
    items: () => [...running.keys(), ...waiting],
    async stop() {
      waiting.length = 0
      await Promise.all(running.values())
    },
  }
}
