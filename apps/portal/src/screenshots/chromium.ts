import { access } from 'node:fs/promises'
import type { Browser } from 'playwright-core'

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Says where a browser is looked for; for a message when there is none. */
export const chromiumPlaces = `the path in CHROMIUM, ${usual.join(', ')}`

/** The system's Chromium: what the variable CHROMIUM names, else where distributions put it; undefined for none. */
export async function findChromium(): Promise<string | undefined> {
  for (const path of process.env.CHROMIUM ? [process.env.CHROMIUM] : usual) {
    const found = await access(path).then(
      () => true,
      () => false,
    )
    if (found) return path
  }
  return undefined
}

/** Starts the system's browser without a window, a sandbox or calls home; throws when there is none. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findChromium()
  if (!executablePath) throw new Error(`there is no Chromium: looked for ${chromiumPlaces}`)
  // Known to developers only, and loaded only here: the portal itself runs without it.
  const { chromium } = await import('playwright-core')
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--hide-scrollbars',
    ],
  })
}
