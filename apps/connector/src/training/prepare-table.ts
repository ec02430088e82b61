import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dataset, TableSource } from '@lianshu/catalog'
import { mapOwnerColumns } from '@lianshu/federated'
import { type ColumnMapping, readSource, writeColumnsFile } from '@lianshu/federated/trainer'
import { type DomainError, ok, type Result, sha256, toHex, utf8 } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'

export interface PreparedTable {
  /** A columns file that holds what the plan needs and nothing else; the training process sees only it. */
  readonly path: string
  readonly mappings: readonly ColumnMapping[]
}

/**
 * Lays the columns that a plan names out for the training process, which has neither the table's engine
 * nor its directory. `data.unfit` when the table does not have what the plan needs.
 */
export async function prepareTable(
  deps: { readonly tables: TableSource; readonly directory: string },
  {
    dataset,
    plan,
    planHash,
  }: { readonly dataset: Dataset; readonly plan: TrainingPlan; readonly planHash: string },
): Promise<Result<PreparedTable, DomainError>> {
  const mappings = mapOwnerColumns(plan, dataset.published)
  if (!mappings.ok) return mappings
  const table = await deps.tables.open(dataset.participantId, dataset.file)
  if (!table.ok) return table
  try {
    const names = [...new Set(mappings.value.map(({ source }) => source))]
    const columns = await readSource(table.value, names)
    await mkdir(deps.directory, { recursive: true, mode: 0o700 })
    const name = toHex(await sha256(utf8(`${dataset.id}\n${planHash}`)))
    const path = join(deps.directory, `${name}.columns`)
    await writeColumnsFile(path, columns)
    return ok({ path, mappings: mappings.value })
  } finally {
    table.value.close()
  }
}
