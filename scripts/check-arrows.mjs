// The arrows of the house: who may import whom. turbo knows the packages (tags in each turbo.json);
// this adds what tags cannot say: which libraries live in one room only.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { isTest, sourceFiles } from './source-files.mjs'

const rooms = [
  {
    library: /^(drizzle-orm|postgres|pg|bullmq|ioredis|minio|@duckdb\/.*|pino)(\/|$)/,
    room: /^packages\/adapters\//,
  },
  { library: /^n3$/, room: /^apps\/sandbox\/src\/eval\// },
  { library: /^@tensorflow\//, room: /^packages\/federated\/src\/trainer\// },
  { library: /^(hono|@hono\/.*)(\/|$)/, room: /^(packages\/http|apps)\// },
  { library: /^react(-dom)?(\/|$)/, room: /^apps\/portal\// },
  { library: /^@lianshu\/testkit/, room: /^packages\/testkit\/|\.test\.tsx?$|\/testing\// },
  { library: /^@lianshu\/[a-z]+\/src/, room: /^$/ },
]
// What a browser or the kernel loads must not reach for Node.
const nodeFree = [
  /^packages\/kernel\/src\//,
  /^packages\/policy\/src\//,
  /^packages\/trust\/src\/verify\//,
]
// Whoever stands in for a person towards a test kit uses what a person has: the composition with its ports,
// and HTTP. No store, no use case, no adapter; and nobody but the runner of the kits imports it.
const pilot = /^infra\/conformance\/src\/pilot\//
const pilotMayImport = /^(\.\.?\/|node:|zod$|@lianshu\/(broker|connector|kernel|protocol)(\/|$))/
const runner = /^infra\/conformance\//
const strays = (path, name) => {
  if (!pilot.test(path)) return /(^|\/)pilot\//.test(name) && !runner.test(path)
  const isOutside = name.startsWith('.') && !pilot.test(join(dirname(path), name))
  return isOutside || !pilotMayImport.test(name)
}

const wrong = sourceFiles(['packages', 'apps', 'infra']).flatMap(({ path, text }) => {
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
    (match) => match[1],
  )
  const lost = imports.filter((name) =>
    rooms.some(({ library, room }) => library.test(name) && !room.test(path)),
  )
  const bound = isTest(path) || !nodeFree.some((folder) => folder.test(path)) ? [] : imports
  const stray = imports.filter((name) => strays(path, name))
  return [...lost, ...bound.filter((name) => name.startsWith('node:')), ...stray].map(
    (name) => `${path} must not import ${name}`,
  )
})
for (const line of wrong) console.error(line)

const turbo = spawnSync(process.execPath, ['node_modules/turbo/bin/turbo', 'boundaries'], {
  encoding: 'utf8',
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
})
process.stdout.write(turbo.stdout)
if (turbo.status !== 0) process.stderr.write(turbo.stderr)
process.exitCode = wrong.length > 0 || turbo.status !== 0 ? 1 : 0
