import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
      for (const name of existsSync(directory) ? readdirSync(directory) : []) {
        // A database of root's lies elsewhere: each space removes its own.
        if (existsSync(join(directory, name, 'space.json')))
          await removeDataspace(join(directory, name))
      }
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
