import { createReadStream } from 'node:fs'
import { type DomainError, domainError } from '@lianshu/kernel'
import type { TableFile } from './table-file.ts'

const [lineFeed, carriageReturn, quoteMark] = [0x0a, 0x0d, 0x22]
const delimiters = [...',;\t|'].map((character) => character.charCodeAt(0))

/**
 * What to say of a CSV file that the engine cannot read because a line has more or fewer cells than the
 * first one, which must have two at least; undefined when every line has as many. The engine itself then
 * finds no columns at all. Lines are counted from 1, as editors do, so a quoted line break counts.
 */
export async function raggedLine(file: TableFile): Promise<DomainError | undefined> {
  if (file.format !== 'csv') return undefined
  let delimiter: number | undefined
  let wanted = 0
  for await (const { line, counts } of countCells(file.path)) {
    if (delimiter === undefined) {
      delimiter = delimiters.toSorted((a, b) => counts[b]! - counts[a]!)[0]!
      wanted = counts[delimiter]! + 1
      if (wanted < 2) return undefined
      continue
    }
    const cells = counts[delimiter]! + 1
    if (cells === wanted) continue
    const message = `line ${line} of ${file.name} has ${cells} cells, and its first line ${wanted}: give them the same number, or put quotes around a cell that holds a comma`
    return domainError('data.unreadable', message, { at: file.name })
  }
  return undefined
}

/** How often each byte stands outside quotes in every line that is not empty. */
async function* countCells(path: string): AsyncGenerator<{ line: number; counts: Uint32Array }> {
  const counter = lineCounter()
  for await (const chunk of createReadStream(path)) {
    for (const byte of chunk as Buffer) {
      if (!counter.endsWith(byte)) continue
      if (!counter.isEmpty()) yield counter.current()
      counter.next()
    }
  }
  if (!counter.isEmpty()) yield counter.current()
}

function lineCounter() {
  const counts = new Uint32Array(256)
  let [line, startedAt, isQuoted, isEmpty] = [1, 1, false, true]
  return {
    /** Counts the byte; true when it is the end of the line. */
    endsWith(byte: number): boolean {
      if (byte === lineFeed) line++
      if (byte === lineFeed && !isQuoted) return true
      if (byte === quoteMark) isQuoted = !isQuoted
      if (!isQuoted) counts[byte] = counts[byte]! + 1
      if (byte !== carriageReturn) isEmpty = false
      return false
    },
    isEmpty: () => isEmpty,
    current: () => ({ line: startedAt, counts }),
    next() {
      counts.fill(0)
      startedAt = line
      isEmpty = true
    },
  }
}
