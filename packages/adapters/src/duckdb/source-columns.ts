import type { CellType, TableColumn } from '@lianshu/catalog'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { quoteName, type Session } from './session.ts'

/** A column of the file and the expression that reads it as its cell type. */
export interface SourceColumn extends TableColumn {
  readonly expression: string
}

/** Above this, whole numbers do not survive as doubles: such columns are ids and are read as text. */
const exactWhole = 2 ** 53

const finite = (expression: string) => `CASE WHEN isfinite(${expression}) THEN ${expression} END`

const expressions: Record<CellType, (name: string) => string> = {
  number: (name) => finite(`CAST(${name} AS DOUBLE)`),
  boolean: (name) => `CAST(${name} AS VARCHAR)`,
  text: (name) => `nullif(trim(CAST(${name} AS VARCHAR)), '')`,
  datetime: (name) => `CAST(${name} AS VARCHAR)`,
}

const wholeTypes = /^U?(TINYINT|SMALLINT|INTEGER)$/
const wideTypes = /^U?(BIGINT|HUGEINT)$|^DECIMAL/

/**
 * Decides how each column of a scan is read: numbers as doubles (infinities are missing values), texts
 * of nothing but numbers as numbers. Lists, structs and bytes are left out: no cell can hold them, and the
 * rest of the table is good without them. Errors: `data.unreadable` when nothing is left.
 */
export async function describeColumns(
  session: Session,
  scan: string,
): Promise<Result<readonly SourceColumn[], DomainError>> {
  const described = await session.query(`DESCRIBE SELECT * FROM ${scan}`)
  const columns: SourceColumn[] = []
  for (const [cell, typeCell] of described) {
    const name = String(cell)
    const type = await cellType(session, scan, quoteName(name), String(typeCell))
    if (type === undefined) continue
    columns.push({ name, type, expression: expressions[type](quoteName(name)) })
  }
  if (columns.length > 0) return ok(columns)
  return err(
    domainError(
      'data.unreadable',
      'no column of the file holds plain values, such as numbers or text',
    ),
  )
}

async function cellType(
  session: Session,
  scan: string,
  name: string,
  type: string,
): Promise<CellType | undefined> {
  if (type === 'BOOLEAN') return 'boolean'
  if (/^(DATE|TIME|TIMESTAMP)/.test(type)) return 'datetime'
  if (type === 'FLOAT' || type === 'DOUBLE' || wholeTypes.test(type)) return 'number'
  if (wideTypes.test(type)) {
    const tooWide = `abs(CAST(${name} AS DOUBLE)) > ${exactWhole}`
    return (await holdsFor(session, scan, tooWide)) ? 'text' : 'number'
  }
  if (type === 'VARCHAR' || type.startsWith('ENUM')) {
    const text = `trim(CAST(${name} AS VARCHAR))`
    const present = `${text} <> ''`
    const words = `${present} AND TRY_CAST(${text} AS DOUBLE) IS NULL`
    // Infinities make the engine read a column of numbers as text.
    return (await holdsFor(session, scan, words)) || !(await holdsFor(session, scan, present))
      ? 'text'
      : 'number'
  }
  return type === 'UUID' ? 'text' : undefined
}

/** True when some row fulfils the condition. */
async function holdsFor(session: Session, scan: string, condition: string): Promise<boolean> {
  return (await session.query(`SELECT 1 FROM ${scan} WHERE ${condition} LIMIT 1`)).length > 0
}
