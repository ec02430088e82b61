import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { DomainFailure, domainError } from '@lianshu/kernel'

// An object's file is its content and then this trailer: a mark and the SHA-256 of the content. One
// file, so that one rename shows content and facts together; at the end, as a stream's hash is known
// only then.
const mark = Buffer.from('lianshu1')
const trailerLength = mark.length + 32

export interface ObjectFacts {
  readonly size: number
  readonly sha256: string
}

/** Writes content and trailer to a new file and returns once the disk has both. */
export async function writeObjectFile(
  path: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<ObjectFacts> {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      hash.update(chunk)
      size += chunk.length
      await file.writeFile(chunk)
    }
    const digest = hash.digest()
    await file.writeFile(Buffer.concat([mark, digest]))
    await file.sync()
    return { size, sha256: digest.toString('hex') }
  } finally {
    await file.close()
  }
}

/** Opens an object's file; undefined when there is none. Throws DomainFailure `data.unreadable` on a foreign file. */
export async function openObjectFile(
  path: string,
): Promise<{ file: FileHandle; facts: ObjectFacts } | undefined> {
  const file = await openIfThere(path)
  if (!file) return undefined
  try {
    const size = (await file.stat()).size - trailerLength
    const trailer = Buffer.alloc(trailerLength)
    if (size >= 0) await file.read(trailer, 0, trailerLength, size)
    if (!trailer.subarray(0, mark.length).equals(mark)) {
      throw new DomainFailure(
        domainError('data.unreadable', 'a file in the object store was not written by it', {
          at: path,
        }),
      )
    }
    return { file, facts: { size, sha256: trailer.subarray(mark.length).toString('hex') } }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}
