// The arrows of the house: who may import whom. turbo knows the packages (tags in each turbo.json);
// this adds what tags cannot say: which libraries live in one room only.
import { spawnSync } from 'node:child_process'
import { isTest, sourceFiles } from './source-files.mjs'

const rooms = [
  {
    library: /^(drizzle-orm|postgres|pg|bullmq|ioredis|minio|@duckdb\/.*|pino)(\/|$)/,
    room: /^packages\/adapters\//,
  },
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

const wrong = sourceFiles(['packages', 'apps', 'infra']).flatMap(({ path, text }) => {
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
    (match) => match[1],
  )
  const lost = imports.filter((name) =>
    rooms.some(({ library, room }) => library.test(name) && !room.test(path)),
  )
  const bound = isTest(path) || !nodeFree.some((folder) => folder.test(path)) ? [] : imports
  return [...lost, ...bound.filter((name) => name.startsWith('node:'))].map(
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
