import { DomainFailure } from '@lianshu/kernel'
import type { ExitCode, World } from './command.ts'
import { catalog } from './commands/catalog.ts'
import { listDatasets } from './commands/datasets-list.ts'
import { publishDataset, withdrawDataset } from './commands/datasets-publish.ts'
import { listDemands } from './commands/demand-list.ts'
import { verifyLogs } from './commands/log-verify.ts'
import { decideOnMember } from './commands/members-decide.ts'
import { listMembers } from './commands/members-list.ts'
import { askPolicy } from './commands/policy-ask.ts'
import { checkPolicyFile } from './commands/policy-check.ts'
import { explainPolicyFile } from './commands/policy-explain.ts'
import { writePolicy } from './commands/policy-write.ts'
import { showRun } from './commands/run-show.ts'
import { listRuns } from './commands/runs.ts'
import { helpOn, overview } from './help-text.ts'
import { plain } from './output/plain.ts'
import { readCommandLine } from './read-command-line.ts'

const commands = [
  catalog,
  listDemands,
  listRuns,
  showRun,
  verifyLogs,
  listDatasets,
  publishDataset,
  withdrawDataset,
  listMembers,
  decideOnMember,
  writePolicy,
  explainPolicyFile,
  checkPolicyFile,
  askPolicy,
]

/** Runs one command line; every failure becomes a sentence on standard error and an exit code. */
export async function runCli(argv: readonly string[], world: World): Promise<ExitCode> {
  const request = readCommandLine(commands, argv, world.env)
  const fail = (message: string, code: ExitCode): ExitCode => {
    world.complain(`lianshu: ${plain(message, 1000)}`)
    if (code === 2) world.complain('See lianshu --help.')
    return code
  }
  if (!request.ok) return fail(request.error.message, 2)
  if (request.value.kind === 'help') {
    const { of, locale } = request.value
    world.print(of ? helpOn(of, locale) : overview(commands, locale))
    return argv.length === 0 ? 2 : 0
  }
  const { command, call } = request.value
  try {
    const result = await command.run({ ...call, world })
    if (result.ok) return result.value
    return fail(result.error.message, result.error.code === 'input.invalid' ? 2 : 1)
  } catch (error) {
    if (error instanceof DomainFailure) return fail(error.error.message, 1)
    throw error
  }
}
