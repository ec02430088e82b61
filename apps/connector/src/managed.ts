import { type AppEnv, invalidInput, renderProblem } from '@lianshu/http'
import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { HostedParticipant } from '@lianshu/trust'
import type { Context } from 'hono'
import type { z } from 'zod'
import type { Connector } from './connector.ts'

/** The hosted participant that a management request is about. */
export async function managed(
  { addresses, participants }: Pick<Connector, 'addresses' | 'participants'>,
  c: Context<AppEnv>,
): Promise<Result<HostedParticipant, DomainError>> {
  const slug = c.req.param('slug') ?? '-'
  const participant = await participants.get(addresses.did(slug))
  return participant
    ? ok(participant)
    : err(domainError('not-found', `no participant ${slug} is hosted here`))
}

/** A handler for one participant: reads the body when there is a schema, and renders value or problem. */
export function forParticipant<Body, Value>(
  connector: Connector,
  schema: z.ZodType<Body> | undefined,
  handle: (
    call: { readonly participant: HostedParticipant; readonly did: Did; readonly body: Body },
    c: Context<AppEnv>,
  ) => Promise<Result<Value, DomainError>>,
) {
  return async (c: Context<AppEnv>) => {
    const participant = await managed(connector, c)
    if (!participant.ok) return renderProblem(c, participant.error)
    const body = schema ? schema.safeParse(await c.req.json().catch(() => undefined)) : undefined
    if (body && !body.success) return renderProblem(c, invalidInput(body.error))
    const call = {
      participant: participant.value,
      did: participant.value.id,
      body: body?.data as Body,
    }
    const result = await handle(call, c)
    return result.ok ? c.json(result.value ?? null) : renderProblem(c, result.error)
  }
}
