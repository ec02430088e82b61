import { DomainFailure, domainError } from '@lianshu/kernel'

const grammar = /^[A-Za-z0-9._/-]{1,512}$/

/**
 * Checks an object's key: 1 to 512 characters of `[A-Za-z0-9._/-]`, no empty, `.` or `..` segment.
 * Throws DomainFailure `input.invalid`.
 */
export function checkKey(key: string): void {
  const segments = key.split('/')
  if (grammar.test(key) && segments.every((s) => s !== '' && s !== '.' && s !== '..')) return
  throw new DomainFailure(
    domainError('input.invalid', `${JSON.stringify(key.slice(0, 80))} cannot name an object`),
  )
}

/** The same for a prefix, which may be empty and may end in the middle of a segment. */
export function checkPrefix(prefix: string): void {
  checkKey(`${prefix}x`)
}
