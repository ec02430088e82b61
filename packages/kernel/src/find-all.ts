import type { Did } from './ids.ts'
import type { Versioned, VersionedStore } from './ports/versioned-store.ts'

/** Entities that are read at once. */
const pageSize = 500

/**
 * Every entity that equals `where`, oldest first, however many there are: the store is asked page by page as
 * they are taken. What is stored meanwhile may be among them; what no longer fits by then is not.
 */
export async function* findAll<T extends Versioned, Key extends keyof T>(
  store: Pick<VersionedStore<T, Key>, 'find'>,
  participantId: Did,
  where: Partial<Pick<T, Key>>,
): AsyncGenerator<T, void> {
  let after: string | undefined
  for (;;) {
    const page = await store.find(participantId, where, { limit: pageSize, after })
    yield* page
    if (page.length < pageSize) return
    after = page.at(-1)?.id
  }
}
