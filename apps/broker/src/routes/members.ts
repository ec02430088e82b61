import { type App, createRateLimit, route, withRateLimit } from '@lianshu/http'
import {
  type Did,
  type DomainError,
  domainError,
  err,
  isDid,
  ok,
  type Result,
} from '@lianshu/kernel'
import { memberRoleSchema } from '@lianshu/protocol/dcp'
import {
  applyForMembership,
  decideMembership,
  issueMembershipCredential,
  type Member,
} from '@lianshu/trust'
import { z } from 'zod'
import { memberSchema, standingSchema } from '../answers/member.ts'
import type { Broker } from '../broker.ts'
import { anySender, operatorOnly } from '../caller.ts'

const words = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) })

const applicationSchema = z
  .strictObject({
    slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
    name: words,
    roles: z.array(memberRoleSchema).min(1).max(3),
    protocolUrl: z.url().max(500),
  })
  .meta({ id: 'Application' })

const decisionSchema = z
  .strictObject({ decision: z.enum(['admit', 'reject', 'suspend', 'reinstate', 'revoke']) })
  .meta({ id: 'Decision' })

const credentialDays = 90

/** Applications, and the operator's decisions on them. */
export function memberRoutes(app: App, broker: Broker): void {
  const { clock } = broker.node
  // A host can sign for any number of DIDs, so it is hosts that are counted.
  const limit = createRateLimit({ clock, capacity: 100, refillPerSecond: 1 })
  const operate = { tag: 'members', guard: operatorOnly(broker) }

  route(
    app,
    'POST /members',
    {
      ...{ id: 'applyForMembership', tag: 'members', body: applicationSchema },
      summary: 'Applies for membership; a member gets its credential',
      guard: withRateLimit(anySender(broker), limit, hostOf),
      answer: standingSchema,
      others: { 202: standingSchema },
      problems: ['state.illegal', 'conflict.stale'],
    },
    async ({ c, caller: applicant, body }) => {
      if (new URL(body.protocolUrl).host !== hostOf(applicant)) {
        const message = 'the endpoints of a member stand on the host of its DID'
        return err(domainError('input.invalid', message, { at: 'protocolUrl' }))
      }
      const applied = await applyForMembership(broker.register, { applicant, ...body })
      const standing = applied.ok ? await admitAtOnce(broker, applied.value) : applied
      if (!standing.ok) return standing
      const { state } = standing.value
      if (state !== 'ADMITTED') return c.json({ state }, 202)
      return ok({ state, credential: await credentialOf(broker, standing.value) })
    },
  )

  route(
    app,
    'GET /members/all',
    {
      ...{ ...operate, id: 'getMembers', summary: 'The whole register, whatever the standing' },
      answer: z.array(memberSchema),
    },
    async () => ok(await broker.members.find(broker.did, {})),
  )

  route(
    app,
    'POST /members/:did/decision',
    {
      ...{ ...operate, id: 'decideMembership', summary: 'Decides on an application or a member' },
      ...{ body: decisionSchema, answer: memberSchema },
      problems: ['not-found', 'state.illegal', 'conflict.stale'],
    },
    async ({ params, body: { decision } }) => {
      const member = params.did
      if (!isDid(member)) return err(domainError('not-found', 'nobody of that name applied here'))
      return decideMembership(broker.register, { member, decision })
    },
  )
}

/** Roles that give no power over others; for any other the operator decides, whatever the setting. */
const plainRoles: readonly string[] = ['owner', 'trainer']

async function admitAtOnce(broker: Broker, member: Member): Promise<Result<Member, DomainError>> {
  const isPlain = member.roles.every((role) => plainRoles.includes(role))
  if (broker.admission === 'manual' || member.state !== 'APPLIED' || !isPlain) return ok(member)
  return decideMembership(broker.register, { member: member.id, decision: 'admit' })
}

async function credentialOf({ did, node }: Broker, member: Member): Promise<string> {
  const { clock, random, identities } = node
  const deps = { keys: await identities.keysOf(did), clock, random }
  const { id: holder, name, roles } = member
  const issued = await issueMembershipCredential(deps, {
    ...{ holder, roles, validDays: credentialDays },
    name: name.en,
  })
  return issued.jwt
}

/** A did:web's host: a member must not make the operator harvest somebody else's address. */
const hostOf = (did: Did): string => (did.split(':')[2] ?? '').replace(/%3A/i, ':').toLowerCase()
