/**
 * The objects and lists of a JSON value, from the outside in, without recursion. A value that holds
 * itself has no last level: whoever walks says how deep.
 */
export function* levels(value: unknown): Generator<readonly object[]> {
  for (let level = [value].filter(isObject); level.length > 0; ) {
    yield level
    level = level.flatMap((item) => Object.values(item).filter(isObject))
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
