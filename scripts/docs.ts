// `npm run docs`: writes the pages below docs/protocol from the code; `--check` only compares.
import { generatedPages, stalePages, writePages } from './docs/pages.ts'

const root = new URL('../', import.meta.url)
const stale = stalePages(generatedPages(), root)
if (process.argv.includes('--check')) {
  for (const { path } of stale) {
    console.error(`${path} does not say what the code says; run npm run docs and commit it`)
  }
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  writePages(stale, root)
  console.log(stale.length > 0 ? stale.map(({ path }) => `wrote ${path}`).join('\n') : 'up to date')
}
