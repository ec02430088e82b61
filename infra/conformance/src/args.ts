import { parseArgs } from 'node:util'
import { nearestName } from '@lianshu/kernel'
import type { Suite } from './suite.ts'

/** What a run is told beside its suites. */
export interface RunOptions {
  /** Ends with one JSON line. */
  readonly json: boolean
  /** Leaves the folders with the logs where they are. */
  readonly keep: boolean
  /** Where the nodes' jobs wait; in their own databases without it. */
  readonly redis?: string
}

export type Arguments =
  | ({ readonly kind: 'run'; readonly suites: readonly Suite[] } & RunOptions)
  | { readonly kind: 'help' }
  /** Only look whether the kits can run here. */
  | { readonly kind: 'check-tools' }
  | { readonly kind: 'wrong'; readonly message: string }

const options = {
  help: { type: 'boolean' },
  'check-tools': { type: 'boolean' },
  json: { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
  redis: { type: 'string' },
} as const

const wrong = (message: string): Arguments => ({ kind: 'wrong', message: `${message} See --help.` })

/**
 * Reads `[NAME …]` and options. A name may be of several words (`dcp issuer`); its first one alone means
 * every suite that begins so; no name means all.
 */
export function readArguments(known: readonly Suite[], argv: readonly string[]): Arguments {
  let read: ReturnType<typeof parse>
  try {
    read = parse(argv)
  } catch (error) {
    return wrong(`${(error as Error).message.split('. ')[0]}.`)
  }
  const { help, 'check-tools': checkTools, json, keep, redis } = read.values
  if (help) return { kind: 'help' }
  if (checkTools) return { kind: 'check-tools' }
  const wanted = read.positionals.join(' ')
  const isWanted = ({ name }: Suite) =>
    wanted === '' || name === wanted || name.startsWith(`${wanted} `)
  const suites = known.filter(isWanted)
  if (suites.length > 0) return { kind: 'run', suites, json, keep, redis }
  const names = known.map(({ name }) => name)
  const near = nearestName(wanted, names)
  const hint = near ? `did you mean ${near}?` : `there are: ${names.join(', ')}.`
  return wrong(`There is no suite "${wanted}"; ${hint}`)
}

const parse = (argv: readonly string[]) =>
  parseArgs({ args: [...argv], options, allowPositionals: true })

export const helpText = (
  known: readonly Suite[],
): string => `npm run conformance -- [NAME] [OPTION …]

Runs the official test kits against real nodes on a database of their own. Needs Java 17 and Maven, which
fetches the kits once.

${known.map(({ name, kit, expected }) => `  ${name.padEnd(24)} ${expected.length} tests, ${kit.name} ${kit.version}`).join('\n')}

  --json         ends with one JSON object: name, pass, suites
  --keep         keeps the folders with the logs of kits and nodes, and says where
  --redis URL    has the jobs of our nodes wait in this Redis instead of their databases
  --check-tools  only looks whether the kits can run on this machine

Exit codes: 0 all passed, 1 a test failed or did not run, 2 wrong usage, 3 Java, Maven or the jars cannot be had, 130 interrupted.`
