import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchBrowser } from './chromium.ts'

export interface ScreenshotPage {
  /** Name of the file, without ending. */
  readonly name: string
  /** Path and query below the portal's address, e.g. `/zh/datasets`. */
  readonly path: string
  /** Width of the window in CSS pixels; default 1440. */
  readonly width?: number
  /** Height of the picture in CSS pixels; the whole page without. */
  readonly height?: number
  readonly theme?: 'light' | 'dark'
  /** What must be drawn before, as a CSS selector, e.g. `canvas`. */
  readonly waitFor?: string
  /** A button to press first, by its accessible name, and a text to wait for after it. */
  readonly press?: { readonly button: string; readonly until: string }
}

export interface ScreenshotOptions {
  /** The portal's address, without a slash at the end. */
  readonly url: string
  readonly directory: string
  readonly pages: readonly ScreenshotPage[]
}

/** Takes pictures; returns the files written. Throws when there is no Chromium or a page does not answer. */
export async function takeScreenshots(options: ScreenshotOptions): Promise<string[]> {
  const { url, directory, pages } = options
  await mkdir(directory, { recursive: true })
  const browser = await launchBrowser()
  const files: string[] = []
  try {
    for (const page of pages) {
      const file = join(directory, `${page.name}.png`)
      await takeOne(browser, url, page, file)
      files.push(file)
    }
  } finally {
    await browser.close()
  }
  return files
}

async function takeOne(browser: Browser, url: string, page: ScreenshotPage, file: string) {
  const context = await browser.newContext({
    viewport: { width: page.width ?? 1440, height: page.height ?? 900 },
    colorScheme: page.theme ?? 'light',
    reducedMotion: 'reduce',
    deviceScaleFactor: 1,
  })
  const tab = await context.newPage()
  // A live page never falls silent, so "network idle" would never come.
  const answer = await tab.goto(url + page.path, { waitUntil: 'load' })
  if (!answer?.ok()) throw new Error(`${url}${page.path} answered ${answer?.status()}`)
  if (page.waitFor) await tab.locator(page.waitFor).first().waitFor({ timeout: 10_000 })
  await tab.waitForTimeout(700)
  if (page.press) {
    await tab.getByRole('button', { name: page.press.button }).click()
    await tab.getByText(page.press.until).first().waitFor({ timeout: 10_000 })
  }
  // The bar on top sticks: from further down it would be drawn into the middle of the picture.
  await tab.evaluate(() => scrollTo(0, 0))
  await tab.screenshot({ path: file, fullPage: page.height === undefined })
  await context.close()
}
