import { nearestName } from '@lianshu/kernel'
import type { Suite } from './suite.ts'

export type Arguments =
  | {
      readonly kind: 'run'
      readonly suites: readonly Suite[]
      readonly json: boolean
      readonly keep: boolean
    }
  | { readonly kind: 'help' }
  /** Only look whether the kits can run here. */
  | { readonly kind: 'check-tools' }
  | { readonly kind: 'wrong'; readonly message: string }

const options = ['--json', '--keep']

/**
 * Reads `[NAME …] [--json] [--keep]`. A name may be of several words (`dcp issuer`); its first one alone means
 * every suite that begins so; no name means all.
 */
export function readArguments(known: readonly Suite[], argv: readonly string[]): Arguments {
  if (argv.includes('--help')) return { kind: 'help' }
  if (argv.includes('--check-tools')) return { kind: 'check-tools' }
  const [json, keep] = options.map((option) => argv.includes(option)) as [boolean, boolean]
  const wrong = argv.find((word) => word.startsWith('-') && !options.includes(word))
  if (wrong) return { kind: 'wrong', message: `There is no option ${wrong}. See --help.` }
  const wanted = argv.filter((word) => !options.includes(word)).join(' ')
  if (wanted === '') return { kind: 'run', suites: known, json, keep }
  const suites = known.filter(({ name }) => name === wanted || name.startsWith(`${wanted} `))
  if (suites.length > 0) return { kind: 'run', suites, json, keep }
  const names = known.map(({ name }) => name)
  const near = nearestName(wanted, names)
  const hint = near ? `did you mean ${near}?` : `there are: ${names.join(', ')}.`
  return { kind: 'wrong', message: `There is no suite "${wanted}"; ${hint} See --help.` }
}

export const helpText = (
  known: readonly Suite[],
): string => `npm run conformance -- [NAME] [--json] [--keep]

Runs the official test kits against real nodes on a database of their own. Needs Java 17 and Maven, which
fetches the kits once.

${known.map(({ name, kit, expected }) => `  ${name.padEnd(24)} ${expected.length} tests, ${kit.name} ${kit.version}`).join('\n')}

  --json    ends with one JSON object: name, pass, suites
  --keep    keeps the folders with the logs of kits and nodes, and says where
  --check-tools    only looks whether the kits can run on this machine

Exit codes: 0 all passed, 1 a test failed or did not run, 2 wrong usage, 3 Java or Maven is missing, 130 interrupted.`
