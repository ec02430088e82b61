import { type DomainError, DomainFailure, err, type Result } from '@lianshu/kernel'
import type { CoordinatorDeps, CoordinatorStores } from './ports.ts'

const attempts = 20

/**
 * Runs one decision in a transaction. An error rolls everything back; a decision that lost a race
 * (`conflict.stale`) is taken anew on what the winner left. Work reads what it decides on inside.
 */
export async function commit<T>(
  deps: Pick<CoordinatorDeps, 'transactor'>,
  work: (stores: CoordinatorStores) => Promise<Result<T, DomainError>>,
): Promise<Result<T, DomainError>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await deps.transactor.run(async (stores) => {
        const result = await work(stores)
        if (!result.ok) throw new DomainFailure(result.error)
        return result
      })
    } catch (error) {
      if (!(error instanceof DomainFailure)) throw error
      if (error.error.code !== 'conflict.stale' || attempt >= attempts) return err(error.error)
      await new Promise((resume) => setTimeout(resume, Math.random() * 5 * attempt))
    }
  }
}

/** The value of a store's answer; rolls the transaction back otherwise. */
export function stored<T>(result: Result<T, DomainError>): T {
  if (!result.ok) throw new DomainFailure(result.error)
  return result.value
}
