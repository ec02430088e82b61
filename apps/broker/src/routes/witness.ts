import { type App, route } from '@lianshu/http'
import { domainError, err } from '@lianshu/kernel'
import { cosignatureSchema, type SignedHead, signedHeadSchema, witnessHead } from '@lianshu/trust'
import { z } from 'zod'
import type { Broker } from '../broker.ts'
import { membersOnly } from '../caller.ts'

const requestSchema = z
  .strictObject({
    signed: signedHeadSchema,
    /** From the head that was cosigned last; empty for the first one. */
    consistencyProof: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(128),
  })
  .meta({ id: 'WitnessRequest' })

/** Members bring the heads of their logs; the operator cosigns those that continue what it saw before. */
export function witnessRoutes(app: App, broker: Broker): void {
  const { identities, witnessed, clock } = broker.node
  route(
    app,
    'POST /witness',
    {
      ...{ id: 'witnessHead', tag: 'log', guard: membersOnly(broker), body: requestSchema },
      summary: 'Brings the newest head of a member’s own log; answers with the cosignature',
      answer: cosignatureSchema.meta({ id: 'Cosignature' }),
      problems: ['auth.forbidden', 'conflict.stale', 'log.broken'],
    },
    async ({ caller, body: { signed, consistencyProof } }) => {
      if (signed.head.origin !== caller) {
        return err(domainError('auth.forbidden', 'a member brings heads of its own log'))
      }
      const keys = await identities.keysOf(broker.did)
      const deps = { witnessed, resolver: identities.resolver, keys, clock }
      return witnessHead(deps, { signed: signed as SignedHead, consistencyProof })
    },
  )
}
