import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeDataspace } from '../space/start-dataspace.ts'

/** Gives the work an empty directory for data spaces, one folder each, and removes all of them afterwards. */
export async function withTemporaryHome<T>(work: (home: string) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'lianshu-measure-'))
  try {
    return await work(home)
  } finally {
    // A database's files may lie elsewhere, where its unprivileged user can reach them.
    for (const space of await readdir(home)) await removeDataspace(join(home, space))
    await rm(home, { recursive: true, force: true })
  }
}
