import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { catalogFilterPage } from './catalog-filter.ts'
import { errorsPage } from './errors.ts'
import { messagesPage } from './messages.ts'
import { policyVocabularyPage } from './policy-vocabulary.ts'
import { stateMachinesPage } from './state-machines.ts'

/** A generated page: where it stands, relative to the repository, and its whole text. */
export interface Page {
  readonly path: string
  readonly text: string
}

/** Every page that is written from code. */
export const generatedPages = (): readonly Page[] => [
  { path: 'docs/protocol/state-machines.md', text: `${stateMachinesPage()}\n` },
  { path: 'docs/protocol/errors.md', text: `${errorsPage()}\n` },
  { path: 'docs/protocol/messages.md', text: `${messagesPage()}\n` },
  { path: 'docs/protocol/catalog-filter.md', text: `${catalogFilterPage()}\n` },
  { path: 'docs/protocol/policy-vocabulary.md', text: `${policyVocabularyPage()}\n` },
]

/** The pages whose file below `root` is missing or says something else. */
export const stalePages = (pages: readonly Page[], root: URL): readonly Page[] =>
  pages.filter(({ path, text }) => {
    try {
      return readFileSync(new URL(path, root), 'utf8') !== text
    } catch {
      return true
    }
  })

/** Writes the pages below `root`. */
export function writePages(pages: readonly Page[], root: URL): void {
  for (const { path, text } of pages) {
    const file = new URL(path, root)
    mkdirSync(new URL('.', file), { recursive: true })
    writeFileSync(file, text)
  }
}
