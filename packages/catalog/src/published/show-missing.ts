import type { OwnerCatalog } from '../ports.ts'
import { publishedEntry } from './published-entry.ts'

const batch = 200

/** Shows what was published before catalogues were kept ready, a batch in each transaction. */
export async function showMissing({
  catalog,
}: {
  readonly catalog: OwnerCatalog
}): Promise<number> {
  for (let shown = 0; ; ) {
    const count = await catalog.run(async ({ published }) => {
      const missing = await Promise.all((await published.missing(batch)).map(publishedEntry))
      await published.put(missing.flatMap((entry) => entry ?? []))
      return missing.length
    })
    shown += count
    if (count < batch) return shown
  }
}
