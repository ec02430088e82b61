import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type HiddenDatasets,
  hiddenKinds,
  hideDatasets,
  missingDataset,
} from '../testing/hidden-datasets.ts'
import { type HostileSpace, openHostileSpace } from '../testing/hostile-space.ts'
import { openStatementProxy, type StatementProxy } from '../testing/statement-proxy.ts'

let proxy: StatementProxy
let space: HostileSpace
let hidden: HiddenDatasets
/** What the node asks its database by itself, now and then. */
let ownStatements: ReadonlySet<string>
/** The relay looks for messages that often, the log's sequencer more often. */
const longestIntervalMs = 6000

beforeAll(async () => {
  space = await openHostileSpace(async (url) => {
    proxy = await openStatementProxy(url)
    return proxy.url
  })
  hidden = await hideDatasets(space)
  // Whom we know, and what is prepared and cached, is so from the first question on.
  for (const id of [missingDataset, ...Object.values(hidden)]) await asked(id)
  await negotiated(missingDataset)
  proxy.take()
  await sleep(longestIntervalMs)
  ownStatements = new Set(proxy.take())
})
afterAll(async () => {
  await space?.close()
  await proxy?.close()
})

const asked = async (id: string) => {
  const answer = await space.ask(space.rival, `/catalog/datasets/${id}`)
  return [answer.status, await answer.text()] as const
}
/** A request for a contract, and its end: the plant's termination has been delivered. */
async function negotiated(id: string): Promise<void> {
  const consumerPid = `urn:consumer:${++negotiations}`
  space.node.peers.answer(`/callback/negotiations/${consumerPid}/termination`, 200, null)
  const offer = { ...(space.dataset.offer as object), target: id }
  const begun = await space.request(space.rival, consumerPid, { offer })
  expect(begun.status).toBe(201)
  await space.database.quiet()
}
let negotiations = 0
describe('a dataset that is not to be seen', () => {
  it.each(hiddenKinds)('(%s) is refused byte for byte like one that never was', async (kind) => {
    expect(await asked(hidden[kind])).toEqual(await asked(missingDataset))
  })

  it.each(hiddenKinds)('(%s) costs the database what one costs that never was', async (kind) => {
    const [there, nowhere] = await compare(asked, hidden[kind])
    expect(there).toContainEqual(expect.stringContaining('from "catalog_entries"'))
    expect(there).toEqual(nowhere)
  })

  it.each(hiddenKinds)('(%s) costs it no more in a negotiation about it', async (kind) => {
    const [there, nowhere] = await compare(negotiated, hidden[kind])
    expect(there).toContainEqual(expect.stringContaining('insert into "negotiations"'))
    expect(there).toEqual(nowhere)
  })
})

const [fewestTurns, mostTurns] = [2, 6]

/**
 * Statements, sorted, that a work on one id runs every time, and those that it runs on one that never was. What
 * the node does now and then beside it falls out with the turns; what depends on the id never does.
 */
async function compare(work: (id: string) => Promise<unknown>, id: string) {
  let there = await statementsOf(() => work(id))
  let nowhere = await statementsOf(() => work(missingDataset))
  for (let turn = 1; turn < mostTurns; turn++) {
    if (turn >= fewestTurns && isDeepStrictEqual(there, nowhere)) break
    there = inBoth(there, await statementsOf(() => work(id)))
    nowhere = inBoth(nowhere, await statementsOf(() => work(missingDataset)))
  }
  return [there, nowhere] as const
}

async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  await atRest()
  await work()
  return (await atRest()).toSorted()
}

/** The log's sequencer places records a while later, as many at once as it finds; steps write theirs `with` others. */
const sequencing =
  /^(?:begin|commit|select pg_advisory_xact_lock)\b|^(?:select|insert into|update)\b.*"log_/s

/** What ran until nothing more did for a while. */
async function atRest(): Promise<string[]> {
  const run: string[] = []
  for (;;) {
    await sleep(150)
    const more = proxy.take().filter((text) => !ownStatements.has(text) && !sequencing.test(text))
    if (more.length === 0) return run
    run.push(...more)
  }
}

function inBoth(left: readonly string[], right: readonly string[]): readonly string[] {
  const rest = [...right]
  return left.filter((text) => {
    const at = rest.indexOf(text)
    if (at >= 0) rest.splice(at, 1)
    return at >= 0
  })
}
