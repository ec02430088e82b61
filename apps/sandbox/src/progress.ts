/** Tells a person what happens, step by step, on standard error, so that `--json` keeps standard output to itself. */
export interface Progress {
  /** Runs a named step; its seconds are kept under that name. */
  step<T>(name: string, title: string, work: () => Promise<T>): Promise<T>
  /** One line of news within a step. */
  note(line: string): void
  readonly seconds: Readonly<Record<string, number>>
}

export function createProgress(
  write: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
  now: () => number = () => performance.now(),
): Progress {
  const started = now()
  const seconds: Record<string, number> = {}
  const since = (time: number) => Math.round((now() - time) / 10) / 100
  return {
    async step(name, title, work) {
      const start = now()
      write(`\n▸ ${title}`)
      const result = await work()
      seconds[name] = since(start)
      write(`  done in ${seconds[name].toFixed(1)} s`)
      return result
    },
    note: (line) => write(`  ${line}`),
    get seconds() {
      return { ...seconds, total: since(started) }
    },
  }
}
