/** The outcome of an operation that may fail in a way its caller must handle. Bugs and outages throw. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value })

export const err = <E>(error: E): Result<never, E> => ({ ok: false, error })

/** The value of a result that the caller knows to be good; throws the error, wrapped, when it is not. */
export function unwrap<T, E>(result: Result<T, E>): T {
  if (result.ok) return result.value
  throw new Error(`expected a value, got ${JSON.stringify(result.error)}`, { cause: result.error })
}
