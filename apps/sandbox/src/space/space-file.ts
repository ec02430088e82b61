import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { z } from 'zod'

const nodeSchema = z.strictObject({
  name: z.string(),
  port: z.number().int(),
  apiKey: z.string().min(16),
})

/** What a space must find again at its next start: a DID holds the port, so ports are for ever. */
const spaceFileSchema = z.strictObject({
  version: z.literal(1),
  nodes: z.array(nodeSchema).min(1),
  portalPort: z.number().int(),
})

export type SpaceFile = z.infer<typeof spaceFileSchema>
export type NodeEntry = z.infer<typeof nodeSchema>

const fileOf = (directory: string) => join(directory, 'space.json')

/** The ports and keys of a space that was set up before; undefined when there is none. */
export async function readSpaceFile(directory: string): Promise<SpaceFile | undefined> {
  const text = await readFile(fileOf(directory), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return spaceFileSchema.parse(JSON.parse(text))
  } catch {
    const message = `${fileOf(directory)} is damaged; start with --fresh to set the space up anew`
    throw new DomainFailure(domainError('data.unreadable', message))
  }
}

/** Gives every node of a new space a port and a key of its own. */
export const planSpace = (
  names: readonly string[],
  ports: { readonly of: (index: number) => number; readonly portal: number },
): SpaceFile => ({
  version: 1,
  portalPort: ports.portal,
  nodes: names.map((name, index) => ({
    ...{ name, port: ports.of(index) },
    apiKey: randomBytes(24).toString('base64url'),
  })),
})

/** Keeps the ports and keys, for the owner of the directory only. */
export async function writeSpaceFile(directory: string, file: SpaceFile): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const path = fileOf(directory)
  await writeFile(`${path}.new`, `${JSON.stringify(file, undefined, 2)}\n`, { mode: 0o600 })
  await rename(`${path}.new`, path)
}
