import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeEmbeddedPostgres } from '../embedded-postgres/places.ts'

/** A directory for one embedded Postgres, and the way to remove it with all its data. */
export function temporaryHome(): { directory: string; remove(): void } {
  const parent = mkdtempSync(join(tmpdir(), 'lianshu-home-'))
  // Else the user that Postgres runs as under root could not enter it.
  chmodSync(parent, 0o755)
  const directory = join(parent, 'postgres')
  return {
    directory,
    remove() {
      removeEmbeddedPostgres(directory)
      rmSync(parent, { recursive: true, force: true })
    },
  }
}
