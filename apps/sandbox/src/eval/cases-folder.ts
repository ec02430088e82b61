import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { z } from 'zod'

/** Known answers lie beside the repository. */
const shared = join(import.meta.dirname, '../../../../../shared')

/** The option of a suite whose known answers lie in `folder` of the shared ones, unless told otherwise. */
export const casesOption = (folder: string) =>
  z
    .string()
    .min(1)
    .default(join(shared, folder))
    .describe(`folder of known answers (default ../shared/${folder})`)

/** The folder's path; throws DomainFailure `data.unreadable` when it, or a file of it that is needed, is not there. */
export function casesFolder(folder: string, needed: readonly string[]): string {
  const path = resolve(folder)
  const fail = (what: string) => {
    const message = `${what}; give a folder of known answers with --cases FOLDER`
    throw new DomainFailure(domainError('data.unreadable', message, { at: path }))
  }
  if (!existsSync(path) || !statSync(path).isDirectory()) fail(`there is no folder ${path}`)
  for (const name of needed) if (!existsSync(join(path, name))) fail(`${path} has no ${name}`)
  return path
}
