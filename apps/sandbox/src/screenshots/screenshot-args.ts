import { parseArgs } from 'node:util'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { z } from 'zod'

export const screenshotHelp = `npm run screenshots [-- options]

Boots a data space in a temporary home, runs the main job on the simulated plants,
and photographs the portal: the pictures of the README.

  --out DIR    where the PNG files go (default docs/screenshots)
  --port N     first port to try (default 7700)
  --help       this text

Needs a Chromium; the variable CHROMIUM says where one is.
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.`

const schema = z.object({
  out: z.string().min(1).default('docs/screenshots'),
  port: z.coerce.number().int().min(1024).max(60_000).default(7700),
  help: z.boolean().default(false),
})

export type ScreenshotArgs = z.infer<typeof schema>

/** Reads the command line of `npm run screenshots`; `input.invalid` says what is wrong. */
export function readScreenshotArgs(argv: readonly string[]): Result<ScreenshotArgs, DomainError> {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { out: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean' } },
    })
    const parsed = schema.safeParse(values)
    if (parsed.success) return ok(parsed.data)
    const issue = parsed.error.issues[0]!
    return err(domainError('input.invalid', `--${issue.path.join('.')}: ${issue.message}.`))
  } catch (error) {
    const [first] = (error as Error).message.split('. ')
    return err(domainError('input.invalid', `${first}. See --help.`))
  }
}
