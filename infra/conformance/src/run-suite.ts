import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeEmbeddedPostgres } from '@lianshu/adapters'
import { judge, type Verdict } from './judge.ts'
import { fetchKit } from './kits/fetch-kit.ts'
import type { Suite, SuiteContext } from './suite.ts'

/** Runs one suite in a folder of its own and judges it. Throws when it cannot run at all. */
export async function runSuite(
  suite: Suite,
  { cache, ...context }: Pick<SuiteContext, 'signal' | 'say'> & { readonly cache: string },
): Promise<Verdict> {
  const jars = await fetchKit(suite.kit, { cache, ...context })
  const directory = await mkdtemp(join(tmpdir(), 'lianshu-conformance-'))
  try {
    context.say(`${suite.name} (${suite.expected.length} tests)`)
    return judge(suite, await suite.run({ ...context, jars, directory }))
  } finally {
    removeEmbeddedPostgres(join(directory, 'postgres'))
    await rm(directory, { recursive: true, force: true })
  }
}
