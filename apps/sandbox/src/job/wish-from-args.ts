import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openTable } from '@lianshu/adapters'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { Args } from '../args.ts'
import { plantTarget, sideTables, simulatePlants, splitTable } from '../tables/index.ts'
import type { JobWish } from './job.ts'

const purpose = 'https://w3id.org/lianshu/ns/1/purpose/predictive-maintenance'
const anyPurpose = 'https://w3id.org/lianshu/ns/1/purpose/model-training'

/** What the command line asks for; the errors of the table are told before anything starts. */
export async function wishFromArgs(args: Args): Promise<Result<JobWish, DomainError>> {
  const { seed, rounds } = args
  if (!args.data) {
    return ok({
      ...{ seed, rounds, simulated: true, target: plantTarget, exclude: [], purpose },
      owners: simulatePlants({ seed }),
      side: sideTables({ seed }),
      demand:
        '需要铣床运行数据，带机器故障标签，用于训练预测性维护的二分类模型，每家至少一千行，数据不出厂，联邦训练即可。',
    })
  }
  const path = resolve(args.data)
  if (!existsSync(path)) return err(domainError('not-found', `there is no file ${args.data}`))
  const table = await openTable(basename(path), { directory: dirname(path) })
  if (!table.ok) return table
  try {
    const split = await splitTable(table.value, {
      ...{ seed, target: args.target!, exclude: args.exclude, owners: args.owners ?? 5 },
      split: args.split === 'iid' ? 'iid' : { by: args.split.slice('by:'.length) },
    })
    if (!split.ok) return split
    return ok({
      ...{ seed, rounds, simulated: false, target: args.target!, exclude: args.exclude },
      ...{ owners: split.value.owners, purpose: anyPurpose },
      demand: `需要带“${args.target}”的表格数据，用于训练预测模型，数据不出厂，联邦训练即可。`,
    })
  } finally {
    table.value.close()
  }
}

/**
 * One folder per job: the same question finds its data again, another one starts its own space. A table
 * is known by its content, so that an edited file is not answered from what the old one said.
 */
export async function spaceName(args: Args): Promise<string> {
  const { data, target, exclude, owners, split, seed } = args
  if (!data) return `milling-${seed}`
  const content = await contentHash(data)
  const job = JSON.stringify([content, target, exclude, owners, split, seed])
  const digest = createHash('sha256').update(job).digest('hex').slice(0, 8)
  return `${basename(data)
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .slice(0, 40)}-${digest}`
}

/** Read piece by piece: a table may be larger than the memory. */
async function contentHash(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
