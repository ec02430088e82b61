import { readdir, readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { serve } from '@lianshu/http'
import { silentLogger } from '@lianshu/kernel'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPlaces, findChromium, launchBrowser } from './screenshots/chromium.ts'
import { clientFolder } from './server/folders.ts'
import { createPortal, type Portal } from './server/index.ts'
import { axeViolations, type Complaints, watch } from './testing/browse.ts'
import { createFixtureBroker, finishedRunId, liveRunId } from './testing/fixture-broker.ts'
import { listings } from './testing/fixture-data.ts'
import { demandId } from './testing/fixture-run.ts'

const canBrowse = (await findChromium()) !== undefined
if (!canBrowse) {
  process.stderr.write(
    `\nSKIPPED: the portal was not tested in a browser. Looked for ${chromiumPlaces}.\n\n`,
  )
}

const dataset = `/datasets/${listings[1]!.id}`
const paths = [
  '',
  '/datasets',
  dataset,
  '/runs',
  `/runs/${finishedRunId}`,
  '/log',
  `/demands/${demandId}`,
]

const closers: (() => Promise<void>)[] = []
async function start(options: Parameters<typeof createFixtureBroker>[0]): Promise<Portal> {
  const here = { host: '127.0.0.1', port: 0 }
  const broker = await serve(await createFixtureBroker(options), { ...here, graceMs: 100 })
  const portal = await createPortal({ ...here, brokerUrl: broker.url, logger: silentLogger })
  closers.push(portal.close, broker.close)
  return portal
}

describe.skipIf(!canBrowse)('portal in a browser', { timeout: 60_000 }, () => {
  let portal: Portal
  let browser: Browser
  beforeAll(async () => {
    portal = await start({ roundEvery: 150 })
    browser = await launchBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await Promise.all(closers.map((close) => close()))
  })

  async function open<T>(
    path: string,
    look: (page: Page, complaints: Complaints) => Promise<T>,
    options: BrowserContextOptions & { readonly at?: Portal } = {},
  ): Promise<T> {
    const { at = portal, ...rest } = options
    const context = await browser.newContext({ reducedMotion: 'reduce', ...rest })
    const page = await context.newPage()
    const complaints = watch(page, at.url)
    await page.goto(at.url + path, { waitUntil: 'load' })
    try {
      return await look(page, complaints)
    } finally {
      await context.close()
    }
  }

  it.each(paths)('%s: accessible in both themes, no foreign request, no error', async (path) => {
    for (const [locale, colorScheme] of [
      ['zh', 'light'],
      ['en', 'dark'],
    ] as const) {
      await open(
        `/${locale}${path}`,
        async (page, complaints) => {
          await page.waitForTimeout(300)
          expect(await axeViolations(page)).toEqual([])
          expect(complaints).toEqual({ foreign: [], errors: [] })
        },
        { colorScheme },
      )
    }
  })

  it('fits a narrow screen without scrolling sideways', async () => {
    for (const path of paths) {
      const overflow = await open(
        `/zh${path}`,
        (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        { viewport: { width: 360, height: 780 } },
      )
      expect({ path, overflow }).toEqual({ path, overflow: 0 })
    }
  })

  it('answers without scripts, search included', async () => {
    await open(
      '/zh/datasets',
      async (page) => {
        await page.getByRole('searchbox').fill('轴承')
        await page.getByRole('button', { name: '搜索' }).click()
        expect(page.url()).toContain('q=')
        // The address changes before the page behind it is there.
        await page.locator('article').nth(1).waitFor()
        expect(await page.locator('article').count()).toBe(2)
      },
      { javaScriptEnabled: false },
    )
  })

  it('narrows by a facet and takes it back, by keyboard', async () => {
    await open('/en/datasets', async (page) => {
      const steel = page.getByRole('link', { name: /^Steel/ })
      await steel.focus()
      await page.keyboard.press('Enter')
      await page.getByText('2 datasets').waitFor()
      expect(await steel.getAttribute('aria-current')).toBe('true')
      await steel.focus()
      await page.keyboard.press('Enter')
      await page.getByText('7 datasets').waitFor()
    })
  })

  it('follows a run live until it is settled', async () => {
    const fresh = await start({ roundEvery: 250 })
    const follow = async (page: Page, complaints: Complaints) => {
      await page.getByText('Live', { exact: true }).waitFor()
      await page.locator('canvas').waitFor()
      await page.getByText('Completed').first().waitFor({ timeout: 15_000 })
      const total = page.getByRole('row', { name: /Total/ })
      await total.waitFor({ timeout: 10_000 })
      expect(await total.textContent()).toContain('¥ 1,000')
      expect(complaints).toEqual({ foreign: [], errors: [] })
    }
    await open(`/en/runs/${liveRunId}`, follow, { at: fresh })
  })

  it('verifies a log in the browser and names the record that was changed', async () => {
    await open('/en/log', async (page) => {
      await page.getByRole('button', { name: 'Verify the whole log' }).click()
      await page.getByText('The log is whole').waitFor()
    })
    const tampered = await start({ tamperAt: 30 })
    await open(
      '/en/log',
      async (page) => {
        await page.getByRole('button', { name: 'Verify the whole log' }).click()
        await page.getByText('The log does not verify').waitFor()
        expect(await page.getByText('Record 30 is not what its hash says').count()).toBe(1)
        expect(await page.locator('#entry-30').textContent()).toContain('hash differs')
      },
      { at: tampered },
    )
  })

  it('remembers the colours that a reader chose', async () => {
    await open('/en', async (page) => {
      const theme = () => page.evaluate(() => document.documentElement.dataset.theme)
      await page.getByRole('button', { name: /Colours/ }).click()
      await page.getByRole('button', { name: 'Colours: light' }).click()
      expect(await theme()).toBe('dark')
      await page.reload()
      expect(await theme()).toBe('dark')
    })
  })

  it('says what is missing: an empty space, a page that is not there, a broker that is away', async () => {
    const empty = await start({ empty: true })
    await open('/en/datasets', (page) => page.getByText('No datasets yet').waitFor(), { at: empty })
    await open('/en/log', (page) => page.getByText('There is no log yet').waitFor(), { at: empty })
    await open('/en/datasets/none', (page) => page.getByText('Nothing is here').waitFor())
    const lost = await createPortal({
      brokerUrl: 'http://127.0.0.1:1',
      host: '127.0.0.1',
      port: 0,
      logger: silentLogger,
    })
    closers.push(lost.close)
    await open(
      '/en/datasets',
      async (page) => {
        await page.getByRole('button', { name: 'Try again' }).waitFor()
        expect(await axeViolations(page)).toEqual([])
      },
      { at: lost },
    )
  })

  it('keeps the shell under 115 kB and the styles under 20 kB, compressed', async () => {
    const manifest = JSON.parse(await readFile(`${clientFolder}.vite/manifest.json`, 'utf8'))
    const entry = Object.values<Chunk>(manifest).find((chunk) => chunk.isEntry)!
    const size = async (file: string) => gzipSync(await readFile(clientFolder + file)).length
    const shell = [entry.file, ...(entry.imports ?? []).map((name) => manifest[name].file)]
    const sizes = await Promise.all(shell.map(size))
    expect(sizes.reduce((sum, each) => sum + each, 0)).toBeLessThan(115_000)
    for (const file of await readdir(`${clientFolder}assets`)) {
      if (file.endsWith('.css')) expect(await size(`assets/${file}`)).toBeLessThan(20_000)
      else if (!shell.includes(`assets/${file}`))
        expect(await size(`assets/${file}`)).toBeLessThan(60_000)
    }
  })
})

interface Chunk {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
}
