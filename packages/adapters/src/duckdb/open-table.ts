import type { TableReader } from '@lianshu/catalog'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { raggedLine } from './ragged-line.ts'
import { scanOf } from './scan.ts'
import { openSession, quoteName } from './session.ts'
import { describeColumns } from './source-columns.ts'
import { findTableFile, notUtf8, type TableFile } from './table-file.ts'
import { createTableReader, tableView } from './table-reader.ts'

/** CSV files up to this many bytes are read into memory once; larger ones are read at every question. */
const keepInMemory = 64 * 1024 * 1024

/**
 * Opens a CSV or Parquet file of the owner's data directory for reading, in an engine that can see this
 * file only. Errors: those of finding the file; `data.unreadable` (not a table), `input.invalid` (two
 * columns of one name), `data.empty` (no rows). The caller closes the reader.
 */
export async function openTable(
  file: string,
  options: { readonly directory: string },
): Promise<Result<TableReader, DomainError>> {
  const found = await findTableFile(file, options.directory)
  if (!found.ok) return found
  const session = await openSession(found.value.path)
  let handedOver = false
  try {
    const scan = await scanOf(session, found.value)
    if (!scan.ok) return err((await raggedLine(found.value)) ?? scan.error)
    const columns = await describeColumns(session, scan.value)
    if (!columns.ok) return columns
    const list = columns.value.map(({ name, expression }) => `${expression} AS ${quoteName(name)}`)
    const inMemory = found.value.format === 'csv' && found.value.size <= keepInMemory
    await session.query(
      `CREATE ${inMemory ? 'TABLE' : 'VIEW'} ${tableView} AS SELECT ${list.join(', ')} FROM ${scan.value}`,
    )
    await session.lock()
    const [counted] = await session.query(`SELECT count(*) FROM ${tableView}`)
    const rows = Number(counted?.[0] ?? 0)
    if (rows === 0) {
      const message = `${found.value.name} has a header but no rows`
      return err(domainError('data.empty', message, { at: found.value.name }))
    }
    handedOver = true
    return ok(createTableReader(session, columns.value, rows))
  } catch (error) {
    return err(await engineError(error, found.value))
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
