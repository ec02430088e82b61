import type { ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'

const most = 3000

/** Writes both outputs of a process into a file; what it answers is their end, for when something went wrong. */
export function lastWords({ stdout, stderr }: ChildProcess, file: string): () => string {
  const kept = createWriteStream(file)
  let words = ''
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      kept.write(text)
      words = (words + text).slice(-most)
    })
  }
  return () => words.trim()
}
