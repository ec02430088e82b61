/** What was asked for at the same time is done together, up to so many. */
const maxBatch = 200

interface Waiting<Item, Answer> {
  readonly item: Item
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/**
 * Does things of one kind in batches, without making any of them wait for others: an idle worker takes what
 * comes at once, a busy one gathers what comes meanwhile and takes it together. `work` answers for each item, in
 * their order. A batch that fails is tried again item by item: nobody fails for what somebody else sent.
 */
export function inBatches<Item, Answer>(
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = []
  let isBusy = false

  async function take(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await work(batch.map(({ item }) => item))
      batch.forEach(({ resolve }, index) => {
        resolve(answers[index]!)
      })
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error)
      else for (const one of batch) await take([one])
    }
  }
  async function workOn(): Promise<void> {
    isBusy = true
    while (waiting.length > 0) await take(waiting.splice(0, maxBatch))
    isBusy = false
  }
  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    waiting.push({ item, resolve, reject })
    if (!isBusy) void workOn()
    return promise
  }
}
