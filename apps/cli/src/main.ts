import { createFetchJson } from './outgoing/fetch-json.ts'
import { runCli } from './run-cli.ts'

// Whoever reads us may stop early (`| head`): that is no failure.
process.stdout.on('error', () => process.exit(0))

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  fetchJson: createFetchJson(),
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
})
