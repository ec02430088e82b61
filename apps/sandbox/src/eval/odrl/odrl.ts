import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainFailure, domainError, unwrap } from '@lianshu/kernel'
import { evaluate, understandPolicy } from '@lianshu/policy'
import { z } from 'zod'
import { defineMeasurement } from '../../measure/measurement.ts'
import { casesFolder, casesOption } from '../cases-folder.ts'
import { readGraph } from './graph.ts'
import { type Case, indexSchema, judgeCase, type Verdict } from './judge-case.ts'
import { policyJson } from './policy-json.ts'
import { requestOf, worldOf } from './situation.ts'

/** The decision point against policies, requests and states of the world with known compliance reports. */
export const odrl = defineMeasurement({
  name: 'odrl',
  about:
    'ODRL policies with known compliance reports; passes when every rule and constraint is judged right',
  options: z.object({ cases: casesOption('benchmarks/odrl') }),
  async run({ say }, { cases }) {
    const folder = casesFolder(cases, ['index.json', 'policies', 'requests', 'sotw'])
    const index = await readIndex(join(folder, 'index.json'))
    const verdicts: Verdict[] = []
    for (const each of index) {
      const verdict = await runCase(folder, each)
      if (!verdict.constraint) say(`wrong: ${each.file}: ${verdict.says}`)
      verdicts.push(verdict)
    }
    const count = (level: 'ruleActivation' | 'constraint') =>
      verdicts.filter((verdict) => verdict[level]).length
    const [ruleActivation, constraint] = [count('ruleActivation'), count('constraint')]
    return {
      pass: ruleActivation === index.length && constraint === index.length,
      metrics: { cases: index.length, ruleActivation, constraint },
      backend: 'node',
    }
  },
})

async function readIndex(path: string): Promise<readonly Case[]> {
  const fail = (what: string): never => {
    throw new DomainFailure(
      domainError('data.unreadable', `${path} is not an index of cases: ${what}`),
    )
  }
  const text = await readFile(path, 'utf8')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    return fail((cause as Error).message)
  }
  const read = indexSchema.safeParse(json)
  if (!read.success) return fail(z.prettifyError(read.error))
  if (read.data.length === 0) {
    throw new DomainFailure(domainError('data.empty', `${path} lists no cases`))
  }
  return read.data
}

async function runCase(folder: string, each: Case): Promise<Verdict> {
  const [policy, request, world] = await Promise.all([
    readGraph(join(folder, 'policies', each.policy)),
    readGraph(join(folder, 'requests', each.request)),
    readGraph(join(folder, 'sotw', each.sotw)),
  ])
  // The suite has rules about every action, and duties to pay that say no amount.
  const understood = unwrap(understandPolicy(policyJson(policy), { incomplete: true }))
  return judgeCase(each, evaluate(understood, requestOf(request, world), worldOf(world)))
}
