// Starts the embedded database alone, says so, and stops it: what a start cannot do without.
// Argument: its directory.
import { startEmbeddedPostgres } from '@lianshu/adapters'
import { silentLogger } from '@lianshu/kernel'

const postgres = await startEmbeddedPostgres({ directory: process.argv[2]!, logger: silentLogger })
console.log('up')
await postgres.stop()
process.exit()
