import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeEmbeddedPostgres } from '@lianshu/adapters'
import type { RunOptions } from './args.ts'
import { judge, type Verdict } from './judge.ts'
import { fetchKit } from './kits/fetch-kit.ts'
import type { Suite, SuiteContext } from './suite.ts'

/** Runs one suite in a folder of its own and judges it. Throws when it cannot run at all. */
export async function runSuite(
  suite: Suite,
  {
    cache,
    keep,
    ...context
  }: Pick<SuiteContext, 'signal' | 'say' | 'redis'> &
    Pick<RunOptions, 'keep'> & { readonly cache: string },
): Promise<Verdict> {
  const jars = await fetchKit(suite.kit, { cache, ...context })
  const directory = await mkdtemp(join(tmpdir(), 'lianshu-conformance-'))
  // Else the user that Postgres runs as under root could not enter it.
  await chmod(directory, 0o711)
  try {
    context.say(`${suite.name} (${suite.expected.length} tests)`)
    const { signal, say, redis } = context
    return judge(suite, await suite.run({ signal, say, redis, jars, directory }))
  } finally {
    // The server runs as another user under root and may have its files elsewhere.
    removeEmbeddedPostgres(join(directory, 'postgres'))
    if (keep) context.say(`Logs of ${suite.name} are in ${directory}`)
    else await rm(directory, { recursive: true, force: true })
  }
}
