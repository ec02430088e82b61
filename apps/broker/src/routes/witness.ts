import { type App, renderProblem } from '@lianshu/http'
import { domainError } from '@lianshu/kernel'
import { witnessHead } from '@lianshu/trust'
import { z } from 'zod'
import type { Broker } from '../broker.ts'
import { memberOf } from '../caller.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

const requestSchema = z.strictObject({
  signed: z.strictObject({
    head: z.strictObject({
      origin: z.string().max(600),
      size: z.number().int().nonnegative(),
      root: hash,
      time: z.iso.datetime(),
    }),
    jws: z.string().max(4096),
  }),
  consistencyProof: z.array(hash).max(128),
})

/** Members bring the heads of their logs; the operator cosigns those that continue what it saw before. */
export function witnessRoutes(app: App, broker: Broker): void {
  app.post('/witness', async (c) => {
    const caller = await memberOf(broker, c)
    if (!caller.ok) return renderProblem(c, caller.error)
    const body = requestSchema.safeParse(await c.req.json().catch(() => undefined))
    if (!body.success) {
      return renderProblem(c, domainError('input.invalid', 'not a head with its proof'))
    }
    const { signed, consistencyProof } = body.data as unknown as Parameters<typeof witnessHead>[1]
    if (signed.head.origin !== caller.value) {
      return renderProblem(c, domainError('auth.forbidden', 'a member brings heads of its own log'))
    }
    const { identities, witnessed, clock } = broker.node
    const keys = await identities.keysOf(broker.did)
    const deps = { witnessed, resolver: identities.resolver, keys, clock }
    const cosigned = await witnessHead(deps, { signed, consistencyProof })
    return cosigned.ok ? c.json(cosigned.value) : renderProblem(c, cosigned.error)
  })
}
