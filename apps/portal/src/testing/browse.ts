import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

/** What a page did while it was open that it must not do. */
export interface Complaints {
  /** Requests that went to another origin. */
  readonly foreign: string[]
  /** Errors of scripts, of hydration, of the content security policy. */
  readonly errors: string[]
}

/** Listens to a page from before its first request on. */
export function watch(page: Page, origin: string): Complaints {
  const complaints: Complaints = { foreign: [], errors: [] }
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) complaints.foreign.push(request.url())
  })
  page.on('pageerror', (error) => complaints.errors.push(String(error)))
  page.on('console', (message) => {
    // A page that is not there is answered with 404, which a browser also writes as an error.
    if (message.type() === 'error' && !message.text().includes('status of 404')) {
      complaints.errors.push(message.text())
    }
  })
  return complaints
}

/** Rules of WCAG 2.2 AA that a page breaks, as axe sees it: rule and first element. */
export async function axeViolations(page: Page): Promise<string[]> {
  const source = await readFile(
    createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
    'utf8',
  )
  // Evaluated by the debugger, hence outside of the page's content security policy.
  await page.evaluate(source)
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(options: unknown): Promise<AxeResult> } })
      .axe
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)
  })
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}
