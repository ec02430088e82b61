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

const schema = z.object({
  data: z.string().min(1).optional(),
  target: z.string().min(1).optional(),
  exclude: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  owners: z.coerce.number().int().min(3).max(20).optional(),
  split: z
    .union([z.literal('iid'), z.string().regex(/^by:.+/s, 'is iid or by:COLUMN')])
    .default('iid'),
  rounds: z.coerce.number().int().min(1).max(200).optional(),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31)
    .default(1),
  port: z.coerce.number().int().min(1024).max(65_000).optional(),
  home: z.string().min(1).optional(),
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
    values = parseArgs({ args: [...argv], options, allowPositionals: false }).values
  } catch (error) {
    return invalid(`${(error as Error).message.split('. ')[0]}.`)
  }
  const parsed = schema.safeParse(values)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    return invalid(`--${issue.path.join('.')}: ${issue.message}.`)
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
