import { type App, answerPage, pageQuery, route } from '@lianshu/http'
import {
  type Did,
  type DomainError,
  domainError,
  err,
  isDid,
  ok,
  type Result,
} from '@lianshu/kernel'
import { decideMembership, type Member, memberMachine } from '@lianshu/trust'
import { z } from 'zod'
import { issuedCredentialSchema, memberSchema } from '../answers/member.ts'
import type { Broker } from '../broker.ts'
import { operatorOnly } from '../caller.ts'
import { expelFromRuns } from '../jobs/expel-from-runs.ts'

const listQuery = pageQuery.extend({
  state: z.enum(memberMachine.states).optional(),
  /** Words that stand in name, number, slug or DID. */
  text: z.string().max(200).optional(),
})

const decisionSchema = z
  .strictObject({
    decision: z.enum(['admit', 'reject', 'suspend', 'reinstate', 'revoke']),
    reason: z.string().min(1).max(1000).optional(),
  })
  .meta({ id: 'Decision' })

/** The register of members as the operator reads it and decides on it. */
export function memberRegisterRoutes(app: App, broker: Broker): void {
  const { did, members, issuer, issuances } = broker
  const operate = { tag: 'members', guard: operatorOnly(broker) }

  route(
    app,
    'GET /members',
    {
      ...{ ...operate, id: 'getMembers', summary: 'Applications and members, oldest first' },
      ...{ query: listQuery, answer: z.array(memberSchema) },
    },
    ({ c, query: { state, text, ...paging } }) =>
      answerPage(c, paging, (page) => members.search(did, { state, text }, page)),
  )

  route(
    app,
    'GET /members/:did',
    {
      ...{ ...operate, id: 'getMember', summary: 'One entry with its history' },
      ...{ answer: memberSchema, problems: ['not-found'] },
    },
    ({ params }) => memberOf(broker, params.did),
  )

  route(
    app,
    'GET /members/:did/credentials',
    {
      ...{
        ...operate,
        id: 'getMemberCredentials',
        summary: 'What a member was given, and whether it holds',
      },
      ...{ answer: z.array(issuedCredentialSchema), problems: ['not-found'] },
    },
    async ({ params }) => {
      const member = await memberOf(broker, params.did)
      if (!member.ok) return member
      const given = await issuer.stores.issued.ofHolder(did, member.value.id)
      return ok(
        given.map(({ issuedAt, validUntil, ...credential }) => ({
          ...credential,
          ...{ issuedAt: issuedAt.toISOString(), validUntil: validUntil.toISOString() },
        })),
      )
    },
  )

  route(
    app,
    'POST /members/:did/decision',
    {
      ...{ ...operate, id: 'decideMembership', summary: 'Decides on an application or a member' },
      ...{ body: decisionSchema, answer: memberSchema },
      problems: ['not-found', 'state.illegal', 'conflict.stale'],
    },
    async ({ params, body }) => {
      const member = readDid(params.did)
      if (!member.ok) return member
      const decided = await decideMembership(broker.register, { member: member.value, ...body })
      // Whoever waited for this decision with a request for credentials has its answer now.
      issuances.decideSoon()
      if (decided.ok) await expelFromRuns(broker)
      return decided
    },
  )
}

async function memberOf(
  { did, members }: Broker,
  text: string,
): Promise<Result<Member, DomainError>> {
  const id = readDid(text)
  const member = id.ok ? await members.get(did, id.value) : undefined
  return member ? ok(member) : nobody
}

const nobody = err(domainError('not-found', 'nobody of that name applied here'))

const readDid = (text: string): Result<Did, DomainError> => (isDid(text) ? ok(text) : nobody)
