import { type ChildProcess, spawn } from 'node:child_process'

/**
 * Runs Postgres for a process that may die at any moment: when standard input ends, for whatever
 * reason, Postgres is stopped. Runs as a process group of its own, so that a ctrl-C meant for the
 * parent does not take the database away before the parent has closed its work.
 *
 * Arguments: uid, gid (empty for our own), data directory, program, its arguments.
 */
const [uid, gid, dataDirectory, program, ...programArguments] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  ...string[],
]

/** After this long without an orderly end, Postgres is told to drop everything; it recovers at the next start. */
const patienceMs = 20_000

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})

const postgres: ChildProcess = spawn(program, programArguments, {
  cwd: dataDirectory,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  ...(uid ? { uid: Number(uid), gid: Number(gid) } : {}),
})

postgres.once('error', () => process.exit(1))
postgres.once('exit', (code) => process.exit(code ?? 1))

function stop(): void {
  // SIGINT is Postgres' fast shutdown: sessions end, the log is checkpointed.
  postgres.kill('SIGINT')
  setTimeout(() => postgres.kill('SIGQUIT'), patienceMs).unref()
}

process.stdin.once('end', stop)
process.stdin.once('error', stop)
process.stdin.resume()
