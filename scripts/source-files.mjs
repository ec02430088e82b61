// The sources of the house: what the checks of sizes and arrows look at.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const skipped = new Set(['node_modules', 'dist', 'migrations', '.turbo', '.lianshu'])

/** Every TypeScript file below the given folders, with its text. */
export function sourceFiles(folders = ['packages', 'apps', 'infra', 'scripts']) {
  return folders.flatMap((folder) => walk(folder))
}

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : walk(path)
    if (!/\.(tsx?|mjs)$/.test(entry.name)) return []
    return [{ path, text: readFileSync(path, 'utf8') }]
  })
}

export const isTest = (path) => /\.test\.tsx?$/.test(path) || path.includes('/testing/')
