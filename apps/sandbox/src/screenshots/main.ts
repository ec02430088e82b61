import { resolve } from 'node:path'
import { chromiumPlaces, findChromium } from '@lianshu/portal'
import { interruptible } from '../interruptible.ts'
import { makeScreenshots } from './make-screenshots.ts'
import { readScreenshotArgs, screenshotHelp } from './screenshot-args.ts'

const args = readScreenshotArgs(process.argv.slice(2))
if (!args.ok) {
  console.error(args.error.message)
  process.exit(2)
}
if (args.value.help) {
  console.log(screenshotHelp)
  process.exit(0)
}
if (!(await findChromium())) {
  console.error(`The pictures need a Chromium. Looked for ${chromiumPlaces}.`)
  console.error('Install it (Debian and Ubuntu: apt-get install chromium) or set CHROMIUM.')
  process.exit(1)
}
const signal = interruptible()
try {
  const files = await makeScreenshots({
    ...{ signal, port: args.value.port },
    directory: resolve(args.value.out),
  })
  console.log(files.join('\n'))
} catch (error) {
  process.exitCode = signal.aborted ? 130 : 1
  if (!signal.aborted) console.error(error)
}
process.exit()
