import type { DomainError, Locale, Result, Words } from '@lianshu/kernel'
import type { FetchJson } from '@lianshu/trust'
import type { OptionName } from './options.ts'

/** What a command may touch of the world around it. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly fetchJson: FetchJson
  /** Writes a line to standard output. */
  readonly print: (line: string) => void
  /** Writes a line to standard error. */
  readonly complain: (line: string) => void
}

/** 0: done, and what was checked holds. 1: it failed or does not hold. 2: the command line is wrong. */
export type ExitCode = 0 | 1 | 2

/** One use of a command, with its command line read. */
export interface Call {
  readonly world: World
  readonly locale: Locale
  readonly json: boolean
  readonly options: Readonly<Partial<Record<OptionName, string>>>
  readonly positionals: readonly string[]
}

export interface Command {
  /** One or two words. */
  readonly name: string
  /** What stands behind the name, as help shows it: `[QUERY]`, `ID`. */
  readonly takes?: string
  /** How few and how many positional arguments it takes. */
  readonly arity: readonly [number, number]
  readonly words: Words
  /** Beside `--lang` and `--help`, which every command takes. */
  readonly options: readonly OptionName[]
  /** A wrong command line is `input.invalid`; every other error ends with exit code 1. */
  run(call: Call): Promise<Result<ExitCode, DomainError>>
}
