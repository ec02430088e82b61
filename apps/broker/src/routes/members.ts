import { type App, renderProblem, requireApiKey } from '@lianshu/http'
import { type Did, type DomainError, domainError, isDid, ok, type Result } from '@lianshu/kernel'
import { memberRoleSchema } from '@lianshu/protocol/dcp'
import {
  applyForMembership,
  decideMembership,
  issueMembershipCredential,
  type Member,
} from '@lianshu/trust'
import { z } from 'zod'
import type { Broker } from '../broker.ts'
import { callerOf } from '../caller.ts'

const words = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) })

const applicationSchema = z.strictObject({
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: words,
  roles: z.array(memberRoleSchema).min(1).max(3),
  protocolUrl: z.url().max(500),
})

const decisionSchema = z.strictObject({
  decision: z.enum(['admit', 'reject', 'suspend', 'reinstate', 'revoke']),
})

const credentialDays = 90

/** Applications, and the operator's decisions on them. */
export function memberRoutes(app: App, broker: Broker): void {
  app.post('/members', async (c) => {
    const caller = await callerOf(broker, c)
    if (!caller.ok) return renderProblem(c, caller.error)
    const body = applicationSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return renderProblem(c, invalid(body.error))
    if (!isAtHome(caller.value, body.data.protocolUrl)) {
      const message = 'the endpoints of a member stand on the host of its DID'
      return renderProblem(c, domainError('input.invalid', message, { at: 'protocolUrl' }))
    }
    const applied = await applyForMembership(broker.register, {
      applicant: caller.value,
      ...body.data,
    })
    const standing = applied.ok ? await admitAtOnce(broker, applied.value) : applied
    if (!standing.ok) return renderProblem(c, standing.error)
    const member = standing.value
    if (member.state !== 'ADMITTED') return c.json({ state: member.state }, 202)
    return c.json({ state: member.state, credential: await credentialOf(broker, member) })
  })

  app.use('/members/*', requireApiKey(broker.apiKey))
  app.get('/members/all', async (c) => c.json(await broker.members.find(broker.did, {})))
  app.post('/members/:did/decision', async (c) => {
    const { did } = c.req.param()
    const body = decisionSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) return renderProblem(c, invalid(body.error))
    const member = did as Did
    const decided = await decideMembership(broker.register, { member, ...body.data })
    return decided.ok ? c.json(decided.value) : renderProblem(c, decided.error)
  })
}

async function admitAtOnce(broker: Broker, member: Member): Promise<Result<Member, DomainError>> {
  if (broker.admission === 'manual' || member.state !== 'APPLIED') return ok(member)
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

/** A member must not make the operator harvest somebody else's address. */
function isAtHome(did: Did, url: string): boolean {
  if (!isDid(did)) return false
  const host = did.split(':')[2]?.replace(/%3A/i, ':')
  return new URL(url).host === host
}

const invalid = (error: z.ZodError): DomainError => {
  const issue = error.issues[0]
  const at = issue?.path.join('.') ?? ''
  return domainError('input.invalid', `${at || 'body'}: ${issue?.message ?? 'not valid'}`, { at })
}
