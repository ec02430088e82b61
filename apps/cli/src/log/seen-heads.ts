import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DomainError, DomainFailure, domainError, err, ok, type Result } from '@lianshu/kernel'
import { type LogHead, logHeadSchema } from '@lianshu/trust/verify'
import { z } from 'zod'

const fileSchema = z.record(z.string(), logHeadSchema)

/** The heads that verified at earlier visits, by DID: what a log must still contain. */
export type SeenHeads = Readonly<Record<string, LogHead>>

const fileIn = (home: string) => join(home, 'seen-heads.json')

/**
 * Reads the memory below `home`; none is an empty one. A damaged file is `data.unreadable` rather than
 * forgotten: to lose it silently would be to lose what proves that nothing was removed.
 */
export async function readSeenHeads(home: string): Promise<Result<SeenHeads, DomainError>> {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(await readFile(fileIn(home), 'utf8')))
    if (parsed.success) return ok(parsed.data)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ok({})
  }
  const message = `${fileIn(home)} is damaged; remove it to start without the memory of earlier visits`
  return err(domainError('data.unreadable', message))
}

/** Keeps the memory; the file is replaced whole, so a kill leaves the old or the new one. Throws DomainFailure. */
export async function writeSeenHeads(home: string, heads: SeenHeads): Promise<void> {
  const draft = `${fileIn(home)}.${process.pid}`
  try {
    await mkdir(home, { recursive: true })
    await writeFile(draft, `${JSON.stringify(heads, undefined, 2)}\n`)
    await rename(draft, fileIn(home))
  } catch (error) {
    const message = `this visit cannot be remembered: ${(error as Error).message}; see --home`
    throw new DomainFailure(domainError('internal', message))
  }
}
