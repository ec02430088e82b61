import { parseArgs } from 'node:util'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { z } from 'zod'
import { batchSize } from './plan/batches.ts'
import { cellCount } from './plan/cells.ts'
import { edges } from './plan/edges.ts'

export const helpText = `npm run chaos -- [options]

Kills, delays, doubles, drops and reorders between two connectors that negotiate and transfer, kills either with
-9 at every edge of both machines, restarts their database, has the sender's wallet, DID documents and status
lists lost or late and the operator's node killed while the receiver asks who the sender is, does the same to the
messages by which newcomers get their credentials, lets things settle, and checks that both sides agree on
everything. A run is a number: its plan follows from --seed and the number alone. Each run has a fault on an edge of
its own: ${edges.length} runs pass every edge, ${cellCount} meet every fault on every edge.

  --runs N     how many runs (default 50)
  --seed S     seed of the campaign (default 1)
  --from F     number of the first run (default 1)
  --only N     run N again, among the others of its batch; tells what became of it
  --alone      with --only: without the others, when their kills are not needed
  --worlds N   batches played side by side, each in a world of four processes (default 1; one for each core)
  --port N     first port to try (default 7800)
  --json       nothing but one JSON line on standard output
  --keep       keep databases and the connectors' logs, and say where
  --help       this text

Runs share the connectors in batches of ${batchSize} that begin at 1, ${batchSize + 1}, ${2 * batchSize + 1}, …; a violation names the run to play again,
--seed S --only N. The plan is the same each time; the instants at which processes are killed are as exact as the
machine allows.

Exit codes: 0 nothing found, 1 violations, 2 wrong usage, 130 interrupted.`

const count = (least: number, most: number) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `takes a whole number from ${least} to ${most}`,
    })
    .transform(Number)

const schema = z.object({
  runs: count(1, 100_000).default(50),
  seed: count(0, 999_999_999).default(1),
  from: count(1, 999_999_999).default(1),
  worlds: count(1, 11).default(1),
  port: count(1024, 65_000).default(7800),
  json: z.boolean().default(false),
  keep: z.boolean().default(false),
  only: count(1, 999_999_999).optional(),
  alone: z.boolean().default(false),
  help: z.boolean().default(false),
})

/** With `only`, `from` and `runs` name that run. */
export type ChaosArgs = z.infer<typeof schema>

/** Reads the command line of `npm run chaos`; `input.invalid` names the option and what it takes. */
export function readChaosArgs(argv: readonly string[]): Result<ChaosArgs, DomainError> {
  const invalid = (message: string) => err(domainError('input.invalid', `${message} See --help.`))
  const switches = ['json', 'keep', 'alone', 'help']
  const options = Object.fromEntries(
    Object.keys(schema.shape).map((name) => {
      const type = switches.includes(name) ? ('boolean' as const) : ('string' as const)
      return [name, { type }]
    }),
  )
  try {
    const { values } = parseArgs({ args: [...argv], options, allowPositionals: false })
    const parsed = schema.safeParse(values)
    if (parsed.success) return oneRun(parsed.data, values, invalid)
    const issue = parsed.error.issues[0]!
    return invalid(`--${issue.path.join('.')} ${issue.message}.`)
  } catch (error) {
    return invalid(`${(error as Error).message.split('. ')[0]}.`)
  }
}

function oneRun(
  args: ChaosArgs,
  given: object,
  invalid: (message: string) => Result<never, DomainError>,
): Result<ChaosArgs, DomainError> {
  const { only, alone } = args
  if (only === undefined) {
    return alone ? invalid('--alone goes with --only and the number of a run.') : ok(args)
  }
  if ('runs' in given || 'from' in given) return invalid('--only stands for --from and --runs.')
  return ok({ ...args, from: only, runs: 1 })
}
