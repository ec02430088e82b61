/** A cell of a table; null is missing and becomes an empty field. */
export type Cell = string | number | null

/** One CSV record (RFC 4180) without its line end; numbers in their shortest exact form. */
export const csvLine = (cells: readonly Cell[]): string => cells.map(csvField).join(',')

function csvField(cell: Cell): string {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return ''
  const text = String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
