import { parseArgs } from 'node:util'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { z } from 'zod'

export const helpText = `npm start [-- options]

Boots a whole data space on this machine and runs its main job on real files:
publish, crawl, match, negotiate, agree, train in rounds, settle, prove.

Without --data it makes milling-machine tables of five simulated plants.

  --data FILE         your own CSV or Parquet table, split over the owners
  --target COLUMN     the column to predict (needed with --data)
  --exclude A,B       columns that nobody may use
  --owners N          how many owners share the table, 3 to 20 (default 5)
  --split iid|by:COL  at random, or one owner per value of a column (default iid)
  --rounds N          rounds of training, 1 to 200
  --seed N            seed of tables, split and model (default 1)
  --port N            first port; the nodes take the next ones (default 7400)
  --home DIR          where everything is kept (default ./.lianshu or LIANSHU_HOME)
  --fresh             start from empty: removes what this job stored before
  --once              end after the summary
  --json              print the summary as JSON on standard output
  --help              this text

Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.`

/** Digits alone: what JavaScript also takes for a number, such as 1e3 or nothing, is a slip here. */
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine((text) => /^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `takes a whole number from ${least} to ${most}`,
    })
    .transform(Number)

const text = z.string().min(1, 'takes a value that is not empty')

const schema = z.object({
  data: text.optional(),
  target: text.optional(),
  exclude: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  owners: wholeNumber(3, 20).optional(),
  split: z
    .string()
    .regex(/^(iid|by:.+)$/s, 'is iid or by:COLUMN')
    .default('iid'),
  rounds: wholeNumber(1, 200).optional(),
  seed: wholeNumber(0, 2 ** 31).default(1),
  port: wholeNumber(1024, 65_000).optional(),
  home: text.optional(),
  fresh: z.boolean().default(false),
  once: z.boolean().default(false),
  json: z.boolean().default(false),
  help: z.boolean().default(false),
})

export type Args = z.infer<typeof schema>

const option = (type: 'string' | 'boolean') => ({ type })

/** Reads the command line of `npm start`; `input.invalid` names the option and what it takes. */
export function readArgs(argv: readonly string[]): Result<Args, DomainError> {
  const invalid = (message: string) => err(domainError('input.invalid', `${message} See --help.`))
  let values: Record<string, unknown>
  try {
    const options = Object.fromEntries(
      Object.entries(schema.shape).map(([name, type]) => [
        name,
        // A switch is off unless it stands there; everything else takes a value.
        option(type.safeParse(undefined).data === false ? 'boolean' : 'string'),
      ]),
    )
    values = parseArgs({ args: withNegatives(argv), options, allowPositionals: false }).values
  } catch (error) {
    return invalid(`${(error as Error).message.split('. ')[0]}.`)
  }
  const parsed = schema.safeParse(values)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    return invalid(`--${issue.path.join('.')} ${issue.message}.`)
  }
  const args = parsed.data
  if (args.data && !args.target) return invalid('--data needs --target COLUMN.')
  if (
    !args.data &&
    (args.target || args.exclude.length > 0 || args.split !== 'iid' || args.owners)
  ) {
    return invalid('--target, --exclude, --owners and --split go with --data FILE.')
  }
  if (args.split !== 'iid' && args.owners) {
    return invalid('--split by:COLUMN sets the number of owners itself; leave --owners out.')
  }
  return ok(args)
}

/** `--seed -1` as `--seed=-1`: the parser would take the number for an option and say so in its own words. */
function withNegatives(argv: readonly string[]): string[] {
  const read: string[] = []
  for (const word of argv) {
    const before = read.at(-1) ?? ''
    if (/^-\d/.test(word) && /^--[a-z]+$/.test(before)) read.splice(-1, 1, `${before}=${word}`)
    else read.push(word)
  }
  return read
}
