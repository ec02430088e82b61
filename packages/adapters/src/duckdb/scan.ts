import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { quoteText, type Session } from './session.ts'
import type { TableFile } from './table-file.ts'

/** Words that stand for a missing value in a CSV file. */
const missingWords = ['', 'NA', 'N/A', 'NaN', 'nan', 'NULL', 'null', 'None', '-']

const maximumColumns = 2000

/**
 * The table expression that reads the file. Types are decided on all rows, so that no later row breaks
 * them. Errors: `data.unreadable` (no columns, no header), `input.invalid` (two columns of one name),
 * `input.too-large` (columns).
 */
export async function scanOf(
  session: Session,
  file: TableFile,
): Promise<Result<string, DomainError>> {
  if (file.format === 'parquet') return ok(`read_parquet(${quoteText(file.path)})`)
  const path = quoteText(file.path)
  const [sniffed] = await session.query(
    `SELECT "Delimiter", "Quote", "SkipRows" FROM sniff_csv(${path}, header = true)`,
  )
  const [delimiter, quote, skip] = (sniffed ?? [',', '"', 0]).map(String)
  const dialect = `delim = ${quoteText(delimiter!)}, quote = ${quoteText(quote === '(empty)' ? '"' : quote!)}, skip = ${Number(skip)}`
  const [header = []] = await session.query(
    `SELECT * FROM read_csv(${path}, ${dialect}, header = false, all_varchar = true) LIMIT 1`,
  )
  const names = header.map((cell) => (cell === null ? '' : String(cell).trim()))
  const trouble = checkHeader(names, file.name)
  if (trouble) return err(trouble)
  const missing = missingWords.map(quoteText).join(', ')
  return ok(
    `read_csv(${path}, ${dialect}, header = true, names = [${names.map(quoteText).join(', ')}], sample_size = -1, nullstr = [${missing}])`,
  )
}

/** What is wrong with a header line, if anything. */
export function checkHeader(names: readonly string[], file: string): DomainError | undefined {
  const problem = (code: DomainError['code'], message: string) =>
    domainError(code, message, { at: file })
  if (names.length < 2) {
    return problem(
      'data.unreadable',
      `${file} is not a table: one column only, or no comma, semicolon or tab between columns`,
    )
  }
  if (names.length > maximumColumns) {
    return problem('input.too-large', `${file} has more than ${maximumColumns} columns`)
  }
  const empty = names.indexOf('')
  if (empty >= 0) {
    return problem(
      'data.unreadable',
      `column ${empty + 1} of ${file} has no name in the first line`,
    )
  }
  if (names.every((name) => Number.isFinite(Number(name)))) {
    return problem(
      'data.unreadable',
      `the first line of ${file} must hold the names of the columns`,
    )
  }
  const long = names.find((name) => name.length > 200)
  if (long)
    return problem('data.unreadable', `a column name of ${file} is over 200 characters long`)
  // The engine does not tell upper from lower case in names, so neither may the file.
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name.toLowerCase())) {
      return problem('input.invalid', `two columns of ${file} are called ${name}: rename one`)
    }
    seen.add(name.toLowerCase())
  }
  return undefined
}
