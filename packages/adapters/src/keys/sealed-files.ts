import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type KeyRing, unreadable } from './master-key.ts'
import { readIfThere, writePrivate } from './private-file.ts'
import { seal, sealVersion, unseal } from './sealed-text.ts'

/** Sealed texts in a directory, by a name that stays outside. */
export interface SealedFiles {
  path(name: string): string
  read(name: string): Promise<string | undefined>
  write(name: string, text: string): Promise<void>
  /**
   * Seals every file with the newest key of the ring. `left` are those of the first version, which open by
   * their name alone: reading them seals them.
   */
  sealAll(): Promise<{ readonly sealed: number; readonly left: number }>
}

const ending = '.sealed'

/** The file of a name tells nothing about it. */
const fileOf = (name: string) => createHash('sha256').update(name).digest('hex') + ending

export function openSealedFiles(directory: string, ring: KeyRing): SealedFiles {
  const path = (name: string) => join(directory, fileOf(name))

  /** Opens with whichever key fits, and says whether it was the newest, in the newest version. */
  const openFile = async (file: string, name: string | undefined) => {
    const sealed = await readIfThere(file)
    if (!sealed) return undefined
    const version = sealVersion(sealed)
    const context = version === 1 ? name : basename(file)
    for (const [age, key] of (await ring.read()).entries()) {
      const text = context === undefined ? undefined : unseal(key, context, sealed)
      if (text !== undefined && version) return { text, isNewest: age === 0 && version === 2 }
    }
    throw unreadable(
      `the keys of ${name ?? basename(file)} do not open: the file was changed or its master key is another one; restore both from one backup`,
    )
  }

  /** Another process may change the ring between our look at it and our write: then it is written again. */
  const writeFile = async (file: string, text: string) => {
    for (;;) {
      const [key] = await ring.read()
      await writePrivate(file, seal(key, basename(file), text))
      if ((await ring.read())[0].equals(key)) return
    }
  }

  return {
    path,
    write: (name, text) => writeFile(path(name), text),
    async read(name) {
      const opened = await openFile(path(name), name)
      if (opened && !opened.isNewest) await writeFile(path(name), opened.text)
      return opened?.text
    },
    async sealAll() {
      const files = (await readdir(directory)).filter((file) => file.endsWith(ending))
      let left = 0
      for (const file of files) {
        const sealed = await readIfThere(join(directory, file))
        if (sealed && sealVersion(sealed) === 1) {
          left++
          continue
        }
        const opened = await openFile(join(directory, file), undefined)
        if (opened && !opened.isNewest) await writeFile(join(directory, file), opened.text)
      }
      return { sealed: files.length - left, left }
    },
  }
}
