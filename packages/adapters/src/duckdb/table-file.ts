import { isAscii } from 'node:buffer'
import { open, realpath, stat } from 'node:fs/promises'
import { basename, extname, isAbsolute, relative, resolve } from 'node:path'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'

export interface TableFile {
  /** Without symbolic links. */
  readonly path: string
  readonly name: string
  readonly format: 'csv' | 'parquet'
  /** Bytes. */
  readonly size: number
  /** What the start of a CSV file is written in; of ASCII nothing is known about the rest. */
  readonly start?: 'ascii' | 'utf-8' | 'other'
}

type Refused = Result<never, DomainError>

const inside = (directory: string, path: string) => {
  const way = relative(directory, path)
  return way !== '' && !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..'
}

/**
 * Finds a table file in the owner's data directory, following links only to places inside it.
 * Errors: `input.invalid` (outside, or a name the engine would read as a pattern), `not-found`,
 * `input.unsupported` (neither CSV nor Parquet), `data.empty` (no bytes).
 */
export async function findTableFile(
  file: string,
  directory: string,
): Promise<Result<TableFile, DomainError>> {
  const name = basename(file)
  const refuse = (code: DomainError['code'], message: string): Refused =>
    err(domainError(code, message, { at: name }))
  const root = await realpath(directory).catch(() => undefined)
  if (root === undefined) return refuse('not-found', 'the data directory does not exist')
  const wanted = resolve(root, file)
  // The look at names comes first, so that a path outside says nothing about what exists there.
  if (!inside(root, wanted) && !inside(resolve(directory), wanted)) {
    return refuse('input.invalid', `${name} lies outside the data directory`)
  }
  const path = await realpath(wanted).catch(() => undefined)
  if (path === undefined)
    return refuse('not-found', `there is no file ${name} in the data directory`)
  if (!inside(root, path)) return refuse('input.invalid', `${name} lies outside the data directory`)
  if (/[*?[\]{}]/.test(path)) {
    return refuse('input.invalid', `the path of ${name} holds one of * ? [ ] { }: rename it`)
  }
  const format = { '.csv': 'csv', '.parquet': 'parquet' }[extname(path).toLowerCase()]
  if (format !== 'csv' && format !== 'parquet') {
    return refuse('input.unsupported', `${name} is neither a .csv nor a .parquet file`)
  }
  const facts = await stat(path)
  if (!facts.isFile()) return refuse('data.unreadable', `${name} is not a file`)
  if (facts.size === 0) return refuse('data.empty', `${name} is empty`)
  return checkStart({ path, name, format, size: facts.size })
}

/** How much of a CSV file is looked at before the engine opens it; the engine checks the rest. */
const startLength = 1_048_576

async function checkStart(file: TableFile): Promise<Result<TableFile, DomainError>> {
  const { path, name, format } = file
  const unreadable = (message: string): Refused =>
    err(domainError('data.unreadable', message, { at: name }))
  await using handle = await open(path, 'r')
  const buffer = new Uint8Array(startLength)
  const { bytesRead } = await handle.read(buffer, 0, startLength, 0)
  const start = buffer.subarray(0, bytesRead)
  if (format === 'parquet') {
    const isParquet = String.fromCharCode(...start.subarray(0, 4)) === 'PAR1'
    return isParquet ? ok(file) : unreadable(`${name} is not a Parquet file`)
  }
  if (start.includes(0)) {
    return unreadable(
      `${name} is not text (UTF-16 and binary files are not read): save it as CSV in UTF-8`,
    )
  }
  return ok({ ...file, start: encodingOf(start) })
}

function encodingOf(start: Uint8Array): NonNullable<TableFile['start']> {
  if (isAscii(start)) return 'ascii'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true })
    return 'utf-8'
  } catch {
    return 'other'
  }
}

/** The refusal of a file that is not in UTF-8 to its end. */
export const notUtf8 = (name: string): DomainError =>
  domainError('input.unsupported', `${name} is not in UTF-8: save it as CSV in UTF-8`, {
    at: name,
  })
