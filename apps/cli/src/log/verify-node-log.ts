import { asId, type Did, DomainFailure, domainError, isDid, type Words } from '@lianshu/kernel'
import type { FetchJson } from '@lianshu/trust'
import { type LogHead, type LogStep, verifyLogSteps } from '@lianshu/trust/verify'
import { createFetchJson } from '../outgoing/fetch-json.ts'
import { fetchEntries, fetchHead, type ToldHead } from './fetch-log.ts'
import { fetchPublicKeys } from './public-keys.ts'
import { readLeaves } from './read-leaves.ts'

export interface VerifyNodeLog {
  /** Who passes the log on. */
  readonly brokerUrl: string
  /** Whose log. */
  readonly did: string
  /** The head of an earlier visit, which must still be part of the log. */
  readonly remembered?: LogHead
  /** Another way to call; default the network. */
  readonly fetchJson?: FetchJson
}

/** One step of the check in words. */
export interface CheckStep {
  readonly name: LogStep['name'] | 'keys' | 'leaves'
  readonly ok: boolean
  readonly words: Words
}

/** What a check of a whole log found. */
export interface VerifiedLog {
  readonly did: Did
  /** Records that the newest head claims. */
  readonly size: number
  /** Hexadecimal root that the newest head claims; empty when there is no head. */
  readonly root: string
  readonly verified: boolean
  /** Whether a node other than the log's own cosigned this very head. */
  readonly witnessed: boolean
  readonly steps: readonly CheckStep[]
  /** To be remembered for the next visit when `verified`. */
  readonly head?: LogHead
}

/**
 * Checks the whole log of a node without believing who passes it on: keys come from the DID documents of
 * origin and witnesses, the root is rebuilt from the records. A log that does not verify is a good answer
 * with `verified: false`; a throw (DomainFailure) means that there was nothing to check: no log of that
 * name, or no answer.
 */
export async function verifyNodeLog(command: VerifyNodeLog): Promise<VerifiedLog> {
  const { brokerUrl, remembered, fetchJson = createFetchJson() } = command
  if (!isDid(command.did)) {
    throw new DomainFailure(domainError('input.invalid', `${command.did} is not a DID`))
  }
  const did = asId<Did>(command.did)
  const source = { fetchJson, brokerUrl }
  const told = await fetchHead(source, did)
  if (!told.ok) {
    const isGone = told.error.details?.status === 404 && remembered !== undefined
    if (isGone) return goneSince(did, remembered)
    throw new DomainFailure(told.error)
  }
  const entries = await fetchEntries(source, did, told.value.size)
  if (!entries.ok) throw new DomainFailure(entries.error)
  const head = headOf(did, told.value)
  const { cosignatures, jws } = told.value
  const steps: CheckStep[] = []
  const outcome = (): VerifiedLog => {
    const verified = steps.every((step) => step.ok)
    const witnessed = verified && cosignatures.some((one) => isWitness(one.statement, head))
    return { did, size: head.size, root: head.root, verified, witnessed, steps, head }
  }

  const witnesses = cosignatures.map(({ statement }) => statement.witness)
  const { keys, problem } = await fetchPublicKeys(fetchJson, [did, ...witnesses])
  steps.push({ name: 'keys', ok: !problem, words: problem ?? keysFound(Object.keys(keys).length) })
  const leaves = await readLeaves(did, entries.value)
  steps.push({
    name: 'leaves',
    ok: leaves.ok,
    words: leaves.ok ? leavesGood(leaves.value.length) : leaves.error,
  })
  if (!leaves.ok) return outcome()
  const evidence = { entries: leaves.value, heads: [{ head, jws }], cosignatures, keys, remembered }
  for await (const step of verifyLogSteps(evidence)) steps.push(step)
  return outcome()
}

/** The very members that the origin signed; the origin is whom we asked for, not whom the broker names. */
const headOf = (origin: Did, { size, root, at }: ToldHead): LogHead => ({
  ...{ origin, size, root, time: at },
})

const isWitness = ({ witness, head }: { witness: string; head: LogHead }, newest: LogHead) =>
  witness !== newest.origin && head.size === newest.size && head.root === newest.root

const goneSince = (did: Did, { size }: LogHead): VerifiedLog => ({
  ...{ did, size: 0, root: '', verified: false, witnessed: false },
  steps: [
    {
      name: 'memory',
      ok: false,
      words: {
        zh: `上次访问时日志有 ${size} 条记录，现在已不存在`,
        en: `the log had ${size} records at your last visit and is gone`,
      },
    },
  ],
})

const keysFound = (count: number): Words => ({
  zh: `从各方的 DID 文档取得 ${count} 个公钥`,
  en: `${count} public keys read from the DID documents of origin and witnesses`,
})

const leavesGood = (count: number): Words => ({
  zh: `${count} 条记录均为规范文本，哈希一致`,
  en: `${count} records are canonical and have the hashes that are claimed`,
})
