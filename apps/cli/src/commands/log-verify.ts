import {
  type DomainError,
  DomainFailure,
  domainError,
  err,
  type Locale,
  ok,
  type Result,
  type Words,
} from '@lianshu/kernel'
import type { Call, Command, ExitCode } from '../command.ts'
import { fetchNodes, type LoggingNode } from '../log/fetch-log.ts'
import { readSeenHeads, type SeenHeads, writeSeenHeads } from '../log/seen-heads.ts'
import { type VerifiedLog, verifyNodeLog } from '../log/verify-node-log.ts'
import { brokerUrl } from '../outgoing/ask.ts'
import { plain } from '../output/plain.ts'

/** A check of one log, or why there was nothing to check. */
type Checked =
  | { readonly node: LoggingNode; readonly log: VerifiedLog }
  | { readonly node: LoggingNode; readonly problem: DomainError }

export const verifyLogs: Command = {
  name: 'log verify',
  arity: [0, 0],
  words: {
    zh: '在本机校验各节点的透明日志：重算根哈希，核对签名与见证，并与上次访问比较',
    en: 'check the logs of all nodes on this machine: roots, signatures, witnesses, and your last visit',
  },
  options: ['broker', 'node', 'home', 'json'],
  async run(call) {
    const { world, options, json, locale } = call
    const home = options.home ?? world.env.LIANSHU_HOME ?? './.lianshu'
    const base = brokerUrl(call)
    if (!base.ok) return base
    const nodes = await chosenNodes(call, base.value)
    if (!nodes.ok) return nodes
    const seen = await readSeenHeads(home)
    if (!seen.ok) return seen
    const checked: Checked[] = []
    for (const node of nodes.value) {
      const one = await check(call, base.value, node, seen.value)
      checked.push(one)
      if (!json) for (const line of report(one, locale)) world.print(line)
    }
    await writeSeenHeads(home, { ...seen.value, ...headsToRemember(checked) })
    const verified = checked.every(isGood)
    if (checked.some(contradictsMemory)) world.complain(startedAnew(home)[locale])
    if (json) world.print(JSON.stringify({ verified, logs: checked.map(toJson) }))
    else world.print(verdict(verified)[locale])
    return ok((verified ? 0 : 1) as ExitCode)
  },
}

async function chosenNodes(
  { world, options }: Call,
  broker: string,
): Promise<Result<readonly LoggingNode[], DomainError>> {
  const nodes = await fetchNodes({ fetchJson: world.fetchJson, brokerUrl: broker })
  if (!nodes.ok || options.node === undefined) return nodes
  const chosen = nodes.value.filter(({ did }) => did === options.node)
  if (chosen.length > 0) return ok(chosen)
  const known = nodes.value.map(({ did }) => did).join(', ')
  return err(domainError('not-found', `${options.node} is not in this space; known: ${known}`))
}

async function check(
  { world }: Call,
  broker: string,
  node: LoggingNode,
  seen: SeenHeads,
): Promise<Checked> {
  const remembered = Object.hasOwn(seen, node.did) ? seen[node.did] : undefined
  const { fetchJson } = world
  const command = { brokerUrl: broker, did: node.did, remembered, fetchJson }
  try {
    return { node, log: await verifyNodeLog(command) }
  } catch (error) {
    if (error instanceof DomainFailure) return { node, problem: error.error }
    throw error
  }
}

/** A log that nobody ever wrote into is not a bad one; a broken or unreachable one is not a good one. */
const isGood = (checked: Checked): boolean =>
  'log' in checked ? checked.log.verified : isEmpty(checked)

const isEmpty = ({ node, problem }: Extract<Checked, { problem: DomainError }>) =>
  problem.details?.status === 404 && node.size === 0

const contradictsMemory = (checked: Checked): boolean =>
  'log' in checked && checked.log.steps.some(({ name, ok: holds }) => name === 'memory' && !holds)

const startedAnew = (home: string): Words => ({
  zh: `日志与上次访问不一致。若您自己重建了此空间，请删除 ${home}/seen-heads.json`,
  en: `a log contradicts your last visit. If you started this space anew yourself, remove ${home}/seen-heads.json`,
})

const headsToRemember = (checked: readonly Checked[]): SeenHeads =>
  Object.fromEntries(
    checked.flatMap((one) =>
      'log' in one && one.log.verified && one.log.head ? [[one.node.did, one.log.head]] : [],
    ),
  )

function report(checked: Checked, locale: Locale): string[] {
  const { node } = checked
  const title = `${plain(node.name[locale])}  ${plain(node.did)}`
  if ('problem' in checked) {
    const mark = isEmpty(checked) ? '·' : '✗'
    return [`${mark} ${title}`, `    ${mark} ${plain(checked.problem.message, 500)}`, '']
  }
  const { steps, size, root, verified, witnessed } = checked.log
  const head = { zh: `${size} 条记录，根 ${root}`, en: `${size} records, root ${root}` }
  return [
    `${verified ? '✓' : '✗'} ${title}`,
    `    ${head[locale]}`,
    ...steps.map((step) => `    ${step.ok ? '✓' : '✗'} ${plain(step.words[locale], 500)}`),
    ...(verified && !witnessed ? [`    · ${unwitnessed[locale]}`] : []),
    '',
  ]
}

const unwitnessed: Words = {
  zh: '最新检查点尚无其他节点见证',
  en: 'no other node has witnessed the newest head yet',
}

const verdict = (verified: boolean): Words =>
  verified
    ? { zh: '全部日志校验通过', en: 'every log verifies' }
    : { zh: '校验未通过，见上面的 ✗', en: 'not everything verifies, see ✗ above' }

function toJson(checked: Checked) {
  const { did, name } = checked.node
  if ('log' in checked) return { name, ...checked.log }
  const { code, message } = checked.problem
  return { did, name, verified: isEmpty(checked), witnessed: false, problem: { code, message } }
}
