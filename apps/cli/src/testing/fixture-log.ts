import { canonicalJson, type LogRecord, manualClock, toHex, utf8 } from '@lianshu/kernel'
import {
  activeKey,
  appendLeaf,
  buildDidDocument,
  type Cosignature,
  didWeb,
  emptyFrontier,
  frontierRoot,
  generateParticipantKeys,
  type LogHead,
  leafHash,
  type ParticipantKeys,
  signDetachedJson,
} from '@lianshu/trust'
import type { FixtureServer } from './fixture-server.ts'

const clock = manualClock('2026-03-01T08:00:00.000Z')
const time = clock.now().toISOString()

/** A node with its log and a witness, all served by the fixture. */
export async function fixtureLog(server: FixtureServer) {
  const origin = await join(server, 'owner')
  const witness = await join(server, 'broker')
  const name = { zh: '甲厂', en: 'Plant A' }
  const node = { did: origin.did, name, size: 0 }
  server.answers.set('/api/log/nodes', [node])

  /** Serves a log of `records` as its origin and its witness signed it. */
  async function serve(records: readonly LogRecord[], by = { origin, witness }) {
    const head = await headOf(origin.did, records)
    const statement = { witness: witness.did, head, time }
    const cosignature: Cosignature = {
      statement,
      jws: await signDetachedJson(activeKey(by.witness), statement),
    }
    const jws = await signDetachedJson(activeKey(by.origin), head)
    const path = `/api/log/${origin.did}`
    const told = { origin: origin.did, size: head.size, root: head.root, at: time, jws }
    server.answers.set(`${path}/head`, { ...told, cosignatures: [cosignature] })
    const leaves = records.map((record) => canonicalJson(record))
    server.answers.set(`${path}/entries`, entriesOf(leaves))
    server.answers.set('/api/log/nodes', [{ ...node, size: head.size }])
    return { head, cosignature, told, leaves }
  }

  const record = (index: number): LogRecord => ({
    participantId: origin.did,
    type: 'round.trained',
    actor: origin.did,
    subject: `urn:run:${index}`,
    at: time,
  })
  const records = (count: number) => Array.from({ length: count }, (_, index) => record(index))
  return { origin, witness, serve, records, join: (slug: string) => join(server, slug) }
}

/** How the broker answers a request for entries, from the texts of the leaves. */
export const entriesOf = (leaves: readonly string[]) => (url: URL) => {
  const [from, to] = ['from', 'to'].map((name) => Number(url.searchParams.get(name)))
  return leaves.slice(from, to).map((leaf, offset) => ({
    index: from! + offset,
    leaf,
    leafHash: hashes.get(leaf) ?? '0'.repeat(64),
  }))
}

/** Hashes are asynchronous, answers are not: every text that was hashed once is kept. */
const hashes = new Map<string, string>()

/** Gives a forged leaf its right hash, as a broker that forges would. */
export async function rehash(leaf: string): Promise<string> {
  hashes.set(leaf, toHex(await leafHash(utf8(leaf))))
  return leaf
}

async function headOf(origin: LogHead['origin'], records: readonly LogRecord[]): Promise<LogHead> {
  let frontier = emptyFrontier
  for (const record of records) {
    const leaf = await rehash(canonicalJson(record))
    frontier = (await appendLeaf(frontier, await leafHash(utf8(leaf)))).frontier
  }
  return { origin, size: records.length, root: toHex(await frontierRoot(frontier)), time }
}

async function join(server: FixtureServer, slug: string): Promise<ParticipantKeys> {
  const did = didWeb(server.host, 'participants', slug)
  const keys = await generateParticipantKeys(did, clock)
  const document = buildDidDocument({ did, keys, services: [], now: new Date() })
  server.answers.set(`/participants/${slug}/did.json`, document)
  return keys
}
