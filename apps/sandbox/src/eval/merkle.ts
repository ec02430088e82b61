import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { z } from 'zod'
import { defineMeasurement } from '../measure/measurement.ts'
import { casesFolder, casesOption } from './cases-folder.ts'
import { checkRoots, merkleChecks } from './merkle-probes.ts'

/** Proofs of the log against the customary probes: sound ones are accepted, tampered ones refused. */
export const merkle = defineMeasurement({
  name: 'merkle',
  about: 'probes of Merkle proofs and roots of a reference tree; passes when all are judged right',
  options: z.object({ cases: casesOption('benchmarks/merkle-rfc9162') }),
  async run({ say }, { cases }) {
    const folder = casesFolder(cases, [])
    const byKind: Record<string, number> = {}
    const verdicts: boolean[] = []
    const count = (kind: string, correct: boolean, what: string) => {
      if (!correct) say(`wrong: ${what}`)
      byKind[kind] = (byKind[kind] ?? 0) + 1
      verdicts.push(correct)
    }
    for (const [kind, check] of Object.entries(merkleChecks)) {
      for (const path of await probesIn(join(folder, kind))) {
        const verdict = await check(await readProbe(path))
        if (!verdict) throw notAProbe(path)
        count(kind, verdict.correct, `${path}: ${verdict.says}`)
      }
    }
    const tree = join(folder, 'reference-tree.json')
    if (existsSync(tree)) {
      const roots = await checkRoots(await readProbe(tree))
      if (!roots) throw notAProbe(tree)
      for (const [size, correct] of roots.entries())
        count('roots', correct, `root of ${size} leaves`)
    }
    if (verdicts.length === 0) {
      const message = `${folder} holds no probes: it needs folders named ${Object.keys(merkleChecks).join(', ')}`
      throw new DomainFailure(domainError('data.empty', message))
    }
    const correct = verdicts.filter(Boolean).length
    return {
      pass: correct === verdicts.length,
      metrics: { cases: verdicts.length, correct, ...byKind },
      backend: 'WebCrypto',
    }
  },
})

async function probesIn(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return []
  const files = await readdir(folder, { recursive: true })
  return files
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => join(folder, file))
}

async function readProbe(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    throw notAProbe(path)
  }
}

const notAProbe = (path: string) =>
  new DomainFailure(domainError('data.unreadable', `${path} is not a probe of its folder's kind`))
