import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

/** Every own file that `verify/index.ts` reaches, and every package. */
function reach(file: string, files = new Set<string>(), packages = new Set<string>()) {
  if (files.has(file)) return { files, packages }
  files.add(file)
  const text = readFileSync(file, 'utf8')
  for (const [, from] of text.matchAll(
    /^(?:import|export)[^;]*? from '([^']+)'$|^import '([^']+)'$/gms,
  )) {
    const target = from?.startsWith('.') ? join(dirname(file), from) : undefined
    if (target !== undefined && existsSync(target)) reach(target, files, packages)
    else if (from) packages.add(from)
  }
  return { files, packages }
}

it('needs nothing of Node to verify', () => {
  const { files, packages } = reach(join(import.meta.dirname, 'index.ts'))
  expect([...packages].sort()).toEqual(['@lianshu/kernel', '@lianshu/protocol/dcp', 'jose', 'zod'])
  expect([...files].every((file) => dirname(file) === import.meta.dirname)).toBe(true)
})
