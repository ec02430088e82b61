import { createReadStream, createWriteStream, rmSync } from 'node:fs'
import { mkdtemp, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { TableFile } from './table-file.ts'

/** Files up to this many bytes are copied: the copy takes up to one and a half times that on the disk. */
const largestCopied = 256 * 1024 * 1024

export interface Utf8Copy {
  readonly file: TableFile
  /** Deletes the copy; a second call does nothing. */
  remove(): void
}

/**
 * A copy in UTF-8 of a CSV file in GB18030, which GBK and GB 2312 are parts of and which spreadsheets in
 * China save by default (GB 18030-2022; decoded as in the WHATWG Encoding Standard). Only this user can
 * read it, and the caller removes it. `input.unsupported` when the file is in another encoding or larger
 * than 256 MB.
 */
export async function utf8CopyOf(file: TableFile): Promise<Result<Utf8Copy, DomainError>> {
  if (file.size > largestCopied) {
    return refuse(file, 'is not in UTF-8; files in GBK are read up to 256 MB')
  }
  // Without links, because the engine compares the paths that it may read letter for letter.
  const directory = await mkdtemp(join(await realpath(tmpdir()), 'lianshu-table-'))
  const remove = () => rmSync(directory, { recursive: true, force: true })
  const path = join(directory, 'utf8.csv')
  try {
    await pipeline(
      createReadStream(file.path),
      decodeGb18030,
      createWriteStream(path, { flags: 'wx', mode: 0o600 }),
    )
    return ok({ file: { ...file, path }, remove })
  } catch (error) {
    remove()
    if ((error as { code?: unknown }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error
    return refuse(file, 'is neither in UTF-8 nor in GBK or GB18030')
  }
}

async function* decodeGb18030(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('gb18030', { fatal: true })
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

const refuse = ({ name }: TableFile, what: string): Result<never, DomainError> =>
  err(domainError('input.unsupported', `${name} ${what}: save it as CSV in UTF-8`, { at: name }))
