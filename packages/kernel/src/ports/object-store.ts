/** Facts about a stored object. */
export interface StoredObject {
  readonly key: string
  readonly size: number
  /** Hexadecimal SHA-256 of the content. */
  readonly sha256: string
}

/** An inclusive byte range. */
export interface ByteRange {
  readonly start: number
  readonly end?: number
}

/**
 * Bytes by name. Constraints: a key is 1 to 512 characters of `[A-Za-z0-9._/-]` without `..` segments;
 * `put` is atomic (a reader sees the old object or the new one) and durable when it resolves.
 */
export interface ObjectStore {
  put(key: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredObject>
  get(key: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array> | undefined>
  head(key: string): Promise<StoredObject | undefined>
  /** True when there was one. */
  delete(key: string): Promise<boolean>
  list(prefix: string): Promise<readonly StoredObject[]>
}

/** The whole content of an object, for small ones. */
export async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    parts.push(chunk)
    size += chunk.length
  }
  const all = new Uint8Array(size)
  let offset = 0
  for (const part of parts) {
    all.set(part, offset)
    offset += part.length
  }
  return all
}
