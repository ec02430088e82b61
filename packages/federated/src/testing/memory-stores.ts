import { createHash } from 'node:crypto'
import {
  domainError,
  err,
  type LogRecord,
  type ObjectStore,
  ok,
  type Page,
  readAll,
  type Transactor,
  type Versioned,
  type VersionedStore,
} from '@lianshu/kernel'

// For tests only. The real stores pass the contract suites of their ports; these are just enough to run
// the use cases without a database: transactions one at a time, undone when the work throws.

export interface MemoryStore<T extends Versioned> extends VersionedStore<T, keyof T> {
  readonly rows: Map<string, T>
}

export function memoryStore<T extends Versioned>(): MemoryStore<T> {
  const rows = new Map<string, T>()
  const keyOf = (participantId: string, id: string) => `${participantId}\n${id}`
  const get = async (participantId: string, id: string) =>
    structuredClone(rows.get(keyOf(participantId, id)))
  return {
    ...{ rows, get, recall: get },
    async find(participantId, where, { limit, after, newestFirst }: Partial<Page> = {}) {
      const all = [...rows.values()].filter((row) => row.participantId === participantId)
      if (newestFirst) all.reverse()
      const behind =
        after === undefined ? all : all.slice(all.findIndex(({ id }) => id === after) + 1)
      const wanted = Object.entries(where) as [keyof T, unknown][]
      const found = behind.filter((row) => wanted.every(([key, value]) => row[key] === value))
      return structuredClone(found.slice(0, limit))
    },
    async insert(entity) {
      const key = keyOf(entity.participantId, entity.id)
      if (rows.has(key)) return err(domainError('conflict.exists', `${entity.id} exists already`))
      const stored = structuredClone({ ...entity, version: 1 })
      rows.set(key, stored)
      return ok(stored)
    },
    async update(entity) {
      const key = keyOf(entity.participantId, entity.id)
      if (rows.get(key)?.version !== entity.version) {
        return err(domainError('conflict.stale', `${entity.id} was changed meanwhile`))
      }
      const stored = structuredClone({ ...entity, version: entity.version + 1 })
      rows.set(key, stored)
      return ok(stored)
    },
  }
}

/** A transactor over memory stores, and a log that rolls back with them. */
// biome-ignore lint/suspicious/noExplicitAny: rows of any kind are only copied and put back
export function memoryTransactor<Stores extends Record<string, { rows: Map<string, any> }>>(
  stores: Stores,
): {
  transactor: Transactor<Stores & { records: { append(record: LogRecord): Promise<void> } }>
  records: LogRecord[]
} {
  const records: LogRecord[] = []
  const log = {
    async append(record: LogRecord) {
      records.push(record)
    },
  }
  let last: Promise<unknown> = Promise.resolve()
  return {
    records,
    transactor: {
      run(work) {
        const result = last.then(async () => {
          const before = Object.values(stores).map((store) => new Map(store.rows))
          const logged = records.length
          try {
            return await work({ ...stores, records: log })
          } catch (error) {
            Object.values(stores).forEach((store, index) => {
              store.rows.clear()
              for (const [key, row] of before[index]!) store.rows.set(key, row)
            })
            records.length = logged
            throw error
          }
        })
        last = result.catch(() => {})
        return result
      },
    },
  }
}

export function memoryObjects(): ObjectStore & { readonly held: Map<string, Uint8Array> } {
  const held = new Map<string, Uint8Array>()
  const describe = (key: string, bytes: Uint8Array) => ({
    key,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  return {
    held,
    async put(key, content) {
      const bytes = content instanceof Uint8Array ? content.slice() : await readAll(content)
      held.set(key, bytes)
      return describe(key, bytes)
    },
    async get(key) {
      const bytes = held.get(key)
      return bytes && chunksOf(bytes)
    },
    async head(key) {
      const bytes = held.get(key)
      return bytes && describe(key, bytes)
    },
    async delete(key) {
      return held.delete(key)
    },
    async list(prefix) {
      return [...held].filter(([key]) => key.startsWith(prefix)).map(([key, b]) => describe(key, b))
    },
  }
}

async function* chunksOf(bytes: Uint8Array) {
  yield bytes
}
