import { type App, createRateLimit, route, withRateLimit } from '@lianshu/http'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { memberRoleSchema, organizationNumberSchema } from '@lianshu/protocol/dcp'
import { applyForMembership, decideMembership, type Member } from '@lianshu/trust'
import { z } from 'zod'
import { standingSchema } from '../answers/member.ts'
import type { Broker } from '../broker.ts'
import { anySender, hostOf } from '../caller.ts'

const words = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(200) })

const applicationSchema = z
  .strictObject({
    slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
    name: words,
    roles: z.array(memberRoleSchema).min(1).max(3),
    number: organizationNumberSchema,
    protocolUrl: z.url().max(500),
  })
  .meta({ id: 'Application' })

/** Applications for membership; what an admitted member is given, it asks for at the issuer service. */
export function memberRoutes(app: App, broker: Broker): void {
  const { clock } = broker.node
  const limit = createRateLimit({ clock, capacity: 100, refillPerSecond: 1 })

  route(
    app,
    'POST /members',
    {
      ...{ id: 'applyForMembership', tag: 'members', body: applicationSchema },
      summary: 'Applies for membership; again tells where the application stands',
      guard: withRateLimit(anySender(broker), limit, hostOf),
      answer: standingSchema,
      others: { 202: standingSchema },
      problems: ['state.illegal', 'conflict.stale'],
    },
    async ({ c, caller: applicant, body }) => {
      // A member must not make the operator harvest somebody else's address.
      if (new URL(body.protocolUrl).host !== hostOf(applicant)) {
        const message = 'the endpoints of a member stand on the host of its DID'
        return err(domainError('input.invalid', message, { at: 'protocolUrl' }))
      }
      const applied = await applyForMembership(broker.register, { applicant, ...body })
      const standing = applied.ok ? await admitAtOnce(broker, applied.value) : applied
      if (!standing.ok) return standing
      const { state } = standing.value
      return state === 'ADMITTED' ? ok({ state }) : c.json({ state }, 202)
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
