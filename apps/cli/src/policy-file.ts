import { readFile, stat } from 'node:fs/promises'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { type Policy, understandPolicy } from '@lianshu/policy'

/** Longest policy file that is read, in bytes; what a policy may hold fits in far less. */
const longest = 1_000_000

/**
 * Reads a policy from a JSON file. `data.unreadable` when there is none or it is no JSON,
 * `policy.not-understood` with the place when it holds a word that we do not know.
 */
export async function readPolicyFile(path: string): Promise<Result<Policy, DomainError>> {
  const unreadable = (what: string) => err(domainError('data.unreadable', `${path}: ${what}`))
  try {
    if ((await stat(path)).size > longest) return unreadable(`longer than ${longest} bytes`)
  } catch {
    return unreadable('there is no such file')
  }
  let json: unknown
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return unreadable('this is no JSON')
  }
  const policy = understandPolicy(json)
  return policy.ok ? ok(policy.value) : policy
}
