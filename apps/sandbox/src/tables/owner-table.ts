import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetDescription } from '@lianshu/catalog'
import type { Words } from '@lianshu/kernel'
import { csvLine } from './csv.ts'

/** One owner of the sandbox with the table that it brings. */
export interface OwnerTable {
  /** Lower-case ASCII, unique in its data space. */
  readonly slug: string
  readonly name: Words
  /** File name inside the owner's data directory. */
  readonly file: string
  readonly description: DatasetDescription
  /** Column names, then CSV lines of one row each (RFC 4180, without line ends). */
  readonly header: readonly string[]
  readonly lines: readonly string[]
}

/**
 * Writes the table as a CSV file into a directory that only its owner's connector reads.
 * @returns the file's path
 */
export async function writeOwnerTable(directory: string, table: OwnerTable): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, table.file)
  await writeFile(path, `${[csvLine(table.header), ...table.lines].join('\n')}\n`, { mode: 0o600 })
  return path
}
