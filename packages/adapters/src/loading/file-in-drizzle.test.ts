import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fileInDrizzle } from './file-in-drizzle.ts'

const home = dirname(fileURLToPath(import.meta.resolve('drizzle-orm')))
const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { type: string }

describe('a relative import in drizzle', () => {
  it('means a file that is there, and a module', () => {
    expect(manifest.type).toBe('module')
    const files = ['index.js', ...globSync('{pg-core,postgres-js,sql}/**/*.js', { cwd: home })]
    let imports = 0
    for (const file of files) {
      const parent = pathToFileURL(join(home, file)).href
      const text = readFileSync(join(home, file), 'utf8')
      for (const [, specifier] of text.matchAll(/from "(\.[^"]+)"/g)) {
        const found = fileInDrizzle(specifier!, parent)
        expect(found && existsSync(fileURLToPath(found)), `${specifier} in ${file}`).toBe(true)
        imports++
      }
    }
    expect(imports).toBeGreaterThan(300)
  })

  it('is all that is answered', () => {
    const inside = pathToFileURL(join(home, 'index.js')).href
    const elsewhere = inside.replace('drizzle-orm', 'drizzle-orm-like')
    for (const [specifier, parent] of [
      ['postgres', inside],
      ['./entity', inside],
      ['./entity.cjs', inside],
      ['./entity.js', inside.replace('.js', '.cjs')],
      ['./entity.js', elsewhere],
      ['./entity.js', undefined],
    ] as const) {
      expect(fileInDrizzle(specifier, parent)).toBeUndefined()
    }
  })
})
