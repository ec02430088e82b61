import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const text = readFileSync('docs/architecture.md', 'utf8')

it('names only files and folders that are there', () => {
  const named = [...text.matchAll(/`((?:apps|packages|scripts)\/[\w./-]+)`/g)].map(
    ([, path]) => path!,
  )
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((path) => !existsSync(path))).toEqual([])
})

it('links only to pages that are there', () => {
  const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, path]) => `docs/${path}`)
  expect(links.filter((path) => !existsSync(path))).toEqual([])
})

it('stays one page', () => {
  expect(text.split('\n').length).toBeLessThan(200)
})
