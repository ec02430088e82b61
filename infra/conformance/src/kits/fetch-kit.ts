import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainFailure, domainError } from '@lianshu/kernel'
import type { Release } from './kit.ts'
import { runProgram } from './run-program.ts'

/**
 * The folder with the jars of a release, brought by Maven the first time and kept below `cache`. Throws
 * DomainFailure `peer.unreachable` with Maven's last words when they cannot be had.
 */
export async function fetchKit(
  kit: Release,
  { cache, signal, say }: { cache: string; signal: AbortSignal; say: (line: string) => void },
): Promise<string> {
  const hash = createHash('sha256')
    .update(await readFile(kit.pom))
    .digest('hex')
    .slice(0, 8)
  const folder = join(cache, `${kit.name}-${kit.version}-${hash}`)
  if (existsSync(folder)) return folder
  say(`Fetching ${kit.name} ${kit.version}, once …`)
  await mkdir(cache, { recursive: true })
  const partly = await mkdtemp(`${folder}-`)
  try {
    await runProgram('mvn', {
      args: [
        ...['-q', '-B', '-f', kit.pom, 'dependency:copy-dependencies'],
        ...['-DincludeScope=runtime', `-DoutputDirectory=${partly}`],
      ],
      signal,
      timeoutMs: 600_000,
    })
    await rename(partly, folder).catch((error) => {
      // Another run may have been faster.
      if (!existsSync(folder)) throw error
    })
    return folder
  } catch (error) {
    if (!(error instanceof Error) || signal.aborted) throw error
    const message = `${kit.name} ${kit.version} could not be fetched: ${error.message}`
    throw new DomainFailure(domainError('peer.unreachable', message))
  } finally {
    await rm(partly, { recursive: true, force: true })
  }
}
