import type { ChildProcess } from 'node:child_process'

const most = 3000

/** Listens to both outputs of a process; what it answers is their end, for when something went wrong. */
export function lastWords({ stdout, stderr }: ChildProcess): () => string {
  let words = ''
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-most)
    })
  }
  return () => words.trim()
}
