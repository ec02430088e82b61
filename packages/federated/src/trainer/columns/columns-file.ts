import { readFile, writeFile } from 'node:fs/promises'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { z } from 'zod'
import type { Column, ColumnTable } from './column-table.ts'

/**
 * A columns file: magic, u32 length of a JSON header, the header, then every column's cells back to
 * back, each padded to 8 bytes, little-endian. Numeric cells are f64, category cells i32 codes. The
 * training process reads it without a database engine, and without any path to the owner's own file.
 */
const magic = 'LIANSHUC'
const alignment = 8

const columnHeader = z.discriminatedUnion('kind', [
  z.strictObject({ name: z.string(), kind: z.literal('numeric') }),
  z.strictObject({
    name: z.string(),
    kind: z.literal('category'),
    dictionary: z.array(z.string()),
  }),
])

const fileHeader = z.strictObject({
  version: z.literal(1),
  rows: z.int().nonnegative(),
  columns: z.array(columnHeader),
})

const aligned = (length: number) => Math.ceil(length / alignment) * alignment

/** The bytes of a columns file. */
export function encodeColumns(table: ColumnTable): Uint8Array {
  const header = Buffer.from(
    JSON.stringify({
      version: 1,
      rows: table.rows,
      columns: table.columns.map((column) =>
        column.kind === 'numeric'
          ? { name: column.name, kind: column.kind }
          : { name: column.name, kind: column.kind, dictionary: column.dictionary },
      ),
    }),
  )
  const parts = table.columns.map(cellBytes)
  const start = aligned(magic.length + 4 + header.length)
  const bytes = Buffer.alloc(start + parts.reduce((sum, part) => sum + aligned(part.length), 0))
  bytes.write(magic, 0, 'latin1')
  bytes.writeUInt32LE(header.length, magic.length)
  header.copy(bytes, magic.length + 4)
  let at = start
  for (const part of parts) {
    bytes.set(part, at)
    at += aligned(part.length)
  }
  return bytes
}

/**
 * Reads a columns file.
 * @returns `data.unreadable` when the bytes are not one: wrong magic, header, length or code
 */
export function decodeColumns(bytes: Uint8Array): Result<ColumnTable, DomainError> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length < magic.length + 4 || buffer.toString('latin1', 0, magic.length) !== magic) {
    return unreadable('it does not start like one')
  }
  const headerEnd = magic.length + 4 + buffer.readUInt32LE(magic.length)
  if (headerEnd > buffer.length) return unreadable('it ends inside its header')
  const header = parseHeader(buffer.toString('utf8', magic.length + 4, headerEnd))
  if (!header) return unreadable('its header is not valid')
  const columns: Column[] = []
  let at = aligned(headerEnd)
  for (const column of header.columns) {
    const length = header.rows * (column.kind === 'numeric' ? 8 : 4)
    if (at + length > buffer.length) return unreadable(`column ${column.name} is cut off`)
    // A copy, because a typed array must start at a multiple of its element size.
    const cells = new Uint8Array(buffer.subarray(at, at + length)).buffer
    at += aligned(length)
    if (column.kind === 'numeric') {
      columns.push({ ...column, values: new Float64Array(cells) })
      continue
    }
    const codes = new Int32Array(cells)
    if (codes.some((code) => code < -1 || code >= column.dictionary.length)) {
      return unreadable(`column ${column.name} holds a code outside its dictionary`)
    }
    columns.push({ ...column, codes })
  }
  return ok({ rows: header.rows, columns })
}

/** Writes a columns file that only its owner may read. */
export async function writeColumnsFile(path: string, table: ColumnTable): Promise<void> {
  await writeFile(path, encodeColumns(table), { mode: 0o600 })
}

/** Reads a columns file from disk; `data.unreadable` when it is missing or damaged. */
export async function readColumnsFile(path: string): Promise<Result<ColumnTable, DomainError>> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => error)
  if (bytes instanceof Error) return unreadable(`it cannot be read (${bytes.code})`)
  return decodeColumns(bytes)
}

const cellBytes = (column: Column): Uint8Array => {
  const cells = column.kind === 'numeric' ? column.values : column.codes
  return new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength)
}

function parseHeader(text: string): z.infer<typeof fileHeader> | undefined {
  try {
    return fileHeader.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

const unreadable = (why: string): Result<never, DomainError> =>
  err(domainError('data.unreadable', `The columns file cannot be used: ${why}.`))
