// Small files, one idea each: the median stays under 90 lines, none passes 300.
import { isTest, sourceFiles } from './source-files.mjs'

const sized = sourceFiles().map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
const sources = sized.filter(({ path }) => !isTest(path)).sort((a, b) => a.lines - b.lines)
const median = sources[Math.floor(sources.length / 2)]?.lines ?? 0
const p90 = sources[Math.floor(sources.length * 0.9)]?.lines ?? 0
const long = sized.filter(({ lines }) => lines > 300)

console.log(`${sources.length} source files: median ${median} lines, 90th percentile ${p90}`)
for (const { path, lines } of long) console.error(`${path}: ${lines} lines; split it by idea`)
if (median >= 90) console.error(`the median is ${median} lines; it must stay under 90`)
process.exitCode = long.length > 0 || median >= 90 ? 1 : 0
