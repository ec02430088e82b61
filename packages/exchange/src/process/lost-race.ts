import { type DomainError, DomainFailure, err, ok, type Result } from '@lianshu/kernel'

const attempts = 6
const lostRaces: readonly string[] = ['conflict.stale', 'conflict.exists']

/**
 * Runs work that throws DomainFailure to undo itself. Work that lost a race for its rows starts anew
 * and sees what the winner left; every other failure is the result.
 */
export async function retryLostRaces<T>(work: () => Promise<T>): Promise<Result<T, DomainError>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return ok(await work())
    } catch (failure) {
      if (!(failure instanceof DomainFailure)) throw failure
      const again = lostRaces.includes(failure.error.code) && attempt < attempts
      if (!again) return err(failure.error)
    }
  }
}

/** The value of a result; its error undoes the transaction around. */
export function orFail<T>(result: Result<T, DomainError>): T {
  if (result.ok) return result.value
  throw new DomainFailure(result.error)
}
