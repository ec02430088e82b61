import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { removeDataspace } from '../space/start-dataspace.ts'

export interface TestHome {
  /** A home as `--home` names it; every space is a directory in it. */
  readonly directory: string
  remove(): Promise<void>
}

/** A home of its own under the system's directory for temporary files. */
export function makeTestHome(): TestHome {
  const directory = mkdtempSync(join(tmpdir(), 'lianshu-system-'))
  return {
    directory,
    async remove() {
      const names = readdirSync(directory, { recursive: true, encoding: 'utf8' })
      // The database of a root user lies elsewhere: each space removes its own.
      for (const name of names.filter((each) => basename(each) === 'postgres'))
        await removeDataspace(join(directory, dirname(name)))
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
