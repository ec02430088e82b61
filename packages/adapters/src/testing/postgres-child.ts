import { silentLogger } from '@lianshu/kernel'
import { startEmbeddedPostgres } from '../embedded-postgres/start.ts'

// Starts a database server, says where it is, and stays until it is killed.
const server = await startEmbeddedPostgres({
  directory: process.argv[2] as string,
  logger: silentLogger,
})
const url = await server.ensureDatabase('app')
process.stdout.write(`${JSON.stringify({ pid: process.pid, port: server.port, url })}\n`)
setInterval(() => {}, 60_000)
