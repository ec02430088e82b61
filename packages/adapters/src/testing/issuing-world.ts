import {
  type Delivery,
  type Did,
  type Json,
  manualClock,
  mintUrn,
  type OutboxMessage,
  systemRandom,
  unwrap,
} from '@lianshu/kernel'
import { dcpContext } from '@lianshu/protocol/dcp'
import {
  applyForMembership,
  decideIssuance,
  decideMembership,
  generateParticipantKeys,
  type IssuingStores,
  issueToMembers,
  type MembershipDecision,
  memberCredentials,
  offerRenewals,
  receiveCredentialRequest,
  settleCredentialDelivery,
} from '@lianshu/trust'
import { asc } from 'drizzle-orm'
import { bindIssuances, bindIssuedCredentials } from '../postgres/issuing-stores.ts'
import { bindMembers } from '../postgres/members.ts'
import { bindOutbox } from '../postgres/outbox.ts'
import { bindRecordLog } from '../postgres/record-log.ts'
import { outbox } from '../postgres/schema/node.ts'
import { createTransactor } from '../postgres/transactor.ts'
import type { Work } from '../postgres/work.ts'
import { openTestDatabase } from './test-database.ts'

const dayMs = 86_400_000
const issuer = 'did:web:space.example' as Did

/** An issuer on a database of its own, whose days pass when they are told to. */
export async function openIssuingWorld() {
  const { db, close } = await openTestDatabase({ poolSize: 8 })
  const clock = manualClock('2026-03-01T08:00:00Z')
  const keys = await generateParticipantKeys(issuer, clock)
  const bind = (work: Work): IssuingStores => ({
    ...{ issuances: bindIssuances(work), issued: bindIssuedCredentials(work) },
    ...{ members: bindMembers(work), outbox: bindOutbox(work), recordLog: bindRecordLog(work) },
  })
  const issuing = createTransactor(db, bind)
  const register = createTransactor(db, (work) => ({ ...bind(work), members: bindMembers(work) }))
  const membership = { operator: issuer, register, clock }
  const deps = {
    ...{ issuer, keys, issuing, clock, random: systemRandom, given: memberCredentials },
    ...{ policy: issueToMembers, validDays: 90, renewDays: 14 },
    statusListUrl: (list: string, purpose: string) => `https://space.example/${list}/${purpose}`,
    schemaUrl: (type: string) => `https://space.example/schemas/${type}`,
  }
  const ask = async (holder: Did, ids: readonly string[]) => {
    const credentials = ids.map((id) => ({ id }))
    const message = {
      ...{ '@context': [dcpContext], type: 'CredentialRequestMessage' as const },
      ...{ holderPid: mintUrn(systemRandom), credentials },
    }
    return unwrap(await receiveCredentialRequest(deps, { holder, message }))
  }
  return {
    ...{ issuer, deps, stores: bind(db), close, ask },
    passDays: (days: number) => clock.advance(days * dayMs),
    async member(slug: string): Promise<Did> {
      const applicant = `did:web:${slug}.example` as Did
      const name = { zh: slug, en: slug }
      const number = { scheme: 'uscc', value: '91350100M000100Y43' } as const
      const protocolUrl = `https://${slug}.example/dsp`
      const roles = ['owner'] as const
      unwrap(
        await applyForMembership(membership, {
          ...{ applicant, slug, name, number, protocolUrl, roles },
        }),
      )
      unwrap(await decideMembership(membership, { member: applicant, decision: 'admit' }))
      return applicant
    },
    decide: (member: Did, decision: MembershipDecision) =>
      decideMembership(membership, { member, decision, reason: 'a test' }),
    issue: async (id: string) => decideIssuance(deps, { id }),
    /** A request that is decided at once. */
    async give(holder: Did, ids = [memberCredentials[0]!.id]) {
      const { id } = await ask(holder, ids)
      return unwrap(await decideIssuance(deps, { id }))
    },
    /** The message with the outcome of a request ended like this. */
    settle: (id: string, delivery: Delivery) =>
      issuing.run((stores) => {
        const message = { participantId: issuer, processId: id } as OutboxMessage
        return settleCredentialDelivery(stores, message, delivery)
      }),
    renew: () => offerRenewals(deps),
    /** What waits to be sent, by whom it is for, in the order in which it was said. */
    async sent(kind: string): Promise<readonly { to: string; body: Json }[]> {
      const rows = await db.select().from(outbox).orderBy(asc(outbox.position))
      return rows
        .filter((row) => row.kind === kind)
        .map((row) => ({
          to: row.destination,
          body: (row.body as { content: Json }).content,
        }))
    },
    db,
  }
}
