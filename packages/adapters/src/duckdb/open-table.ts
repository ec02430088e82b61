import type { TableReader } from '@lianshu/catalog'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { raggedLine } from './ragged-line.ts'
import { scanOf } from './scan.ts'
import { openSession, quoteName } from './session.ts'
import { describeColumns } from './source-columns.ts'
import { findTableFile, notUtf8, type TableFile } from './table-file.ts'
import { createTableReader, tableView } from './table-reader.ts'
import { utf8CopyOf } from './utf8-copy.ts'

/** CSV files up to this many bytes are read into memory once; larger ones are read at every question. */
const keepInMemory = 64 * 1024 * 1024

/** Where the tables are, and up to how many bytes a CSV file is read into memory when not the usual. */
export interface OpenOptions {
  readonly directory: string
  readonly inMemoryUpTo?: number
}

const readsIntoMemory = ({ format, size }: TableFile, options: OpenOptions) =>
  format === 'csv' && size <= (options.inMemoryUpTo ?? keepInMemory)

/**
 * Opens a CSV (UTF-8, or GBK and GB18030 up to 256 MB) or Parquet file of the owner's data directory for
 * reading, in an engine that can see this file only. Errors: those of finding the file;
 * `input.unsupported` (another encoding), `data.unreadable` (not a table), `input.invalid` (two columns of
 * one name), `data.empty` (no rows). The caller closes the reader.
 */
export async function openTable(
  file: string,
  options: OpenOptions,
): Promise<Result<TableReader, DomainError>> {
  const found = await findTableFile(file, options.directory)
  if (!found.ok) return found
  const { start } = found.value
  if (start === 'other') return openCopy(found.value, options)
  const opened = await openFound(found.value, options)
  // After Chinese in UTF-8, other bytes are damage; after mere ASCII they may be the first Chinese.
  const isOther = start === 'ascii' && !opened.ok && opened.error.code === 'input.unsupported'
  return isOther ? openCopy(found.value, options) : opened
}

/** Opens a file that is not in UTF-8 by a copy, which lives no longer than it is read. */
async function openCopy(
  file: TableFile,
  options: OpenOptions,
): Promise<Result<TableReader, DomainError>> {
  const copied = await utf8CopyOf(file)
  if (!copied.ok) return copied
  const copy = copied.value
  let isNeeded = false
  try {
    const opened = await openFound(copy.file, options)
    if (!opened.ok || readsIntoMemory(copy.file, options)) return opened
    isNeeded = true
    const reader = opened.value
    return ok({
      ...reader,
      close() {
        reader.close()
        copy.remove()
      },
    })
  } finally {
    if (!isNeeded) copy.remove()
  }
}

async function openFound(
  file: TableFile,
  options: OpenOptions,
): Promise<Result<TableReader, DomainError>> {
  const session = await openSession(file.path)
  let handedOver = false
  try {
    const scan = await scanOf(session, file)
    if (!scan.ok) return err((await raggedLine(file)) ?? scan.error)
    const columns = await describeColumns(session, scan.value)
    if (!columns.ok) return columns
    const list = columns.value.map(({ name, expression }) => `${expression} AS ${quoteName(name)}`)
    await session.query(
      `CREATE ${readsIntoMemory(file, options) ? 'TABLE' : 'VIEW'} ${tableView} AS SELECT ${list.join(', ')} FROM ${scan.value}`,
    )
    await session.lock()
    const [counted] = await session.query(`SELECT count(*) FROM ${tableView}`)
    const rows = Number(counted?.[0] ?? 0)
    if (rows === 0) {
      const message = `${file.name} has a header but no rows`
      return err(domainError('data.empty', message, { at: file.name }))
    }
    handedOver = true
    return ok(createTableReader(session, columns.value, rows))
  } catch (error) {
    return err(await engineError(error, file))
  } finally {
    if (!handedOver) session.close()
  }
}

/** Says what went wrong without the engine's own message, which may quote rows. */
async function engineError(error: unknown, file: TableFile): Promise<DomainError> {
  const message = error instanceof Error ? error.message : ''
  if (/not utf-?8|invalid unicode/i.test(message)) return notUtf8(file.name)
  if (/out of memory/i.test(message)) {
    const advice = `${file.name} needs more memory than a table may take: split it or save it as Parquet`
    return domainError('input.too-large', advice, { at: file.name })
  }
  const ragged = await raggedLine(file)
  if (ragged) return ragged
  const line = /line:? (\d+)/i.exec(message)?.[1]
  const where = line === undefined ? '' : `; look at line ${line}`
  return domainError('data.unreadable', `${file.name} cannot be read as a table${where}`, {
    at: file.name,
  })
}
