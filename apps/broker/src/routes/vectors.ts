import { openModel, submitMaskedVector, vectorBytesDue } from '@lianshu/federated'
import { type App, route } from '@lianshu/http'
import { asId, type Did, domainError, err, ok, type RunId } from '@lianshu/kernel'
import { z } from 'zod'
import type { Broker } from '../broker.ts'
import { membersOnly } from '../caller.ts'

const bytes = 'application/octet-stream'

/** The large parts of the rounds protocol: masked vectors come in, models go out. */
export function vectorRoutes(app: App, broker: Broker): void {
  const { coordinator } = broker
  const rounds = { tag: 'rounds', guard: membersOnly(broker) }

  route(
    app,
    'PUT /runs/:run/vectors',
    {
      ...{ ...rounds, id: 'putVector', body: bytes },
      summary:
        'A masked vector, little-endian unsigned 64-bit integers, beside its signed statement',
      headers: z.object({
        'x-lianshu-statement': z
          .string()
          .default('')
          .meta({ description: 'VectorStatement as compact JWS' }),
        'content-length': z.string().optional(),
      }),
      problems: ['not-found', 'round.late', 'round.mismatch', 'conflict.exists', 'plan.limit'],
    },
    async ({ c, caller: sender, params, headers }) => {
      const runId = asId<RunId>(params.run)
      // Before a byte is read: strangers to the run cannot make the node hold their bytes.
      if (!(await isInvited(broker, runId, sender))) {
        return err(domainError('not-found', 'there is no such run'))
      }
      const due = await vectorBytesDue(coordinator, runId)
      if (!(Number(headers['content-length'] ?? Number.NaN) <= due)) {
        const text = `a masked vector of at most ${due} bytes is due, with its content-length`
        return err(domainError('input.too-large', text))
      }
      const body = new Uint8Array(await c.req.arrayBuffer())
      const statement = headers['x-lianshu-statement']
      const taken = await submitMaskedVector(coordinator, { runId, sender, statement, body })
      return taken.ok ? ok(undefined) : taken
    },
  )

  route(
    app,
    'GET /runs/:run/models/:sha256',
    {
      ...{ ...rounds, id: 'getModel', summary: 'A global model of the run, as safetensors file' },
      ...{ others: { 200: bytes }, problems: ['not-found'] },
    },
    async ({ c, caller: sender, params: { run, sha256 } }) => {
      const runId = asId<RunId>(run)
      const model = await openModel(coordinator, { runId, sender, sha256 })
      return model.ok ? c.body(streamOf(model.value), 200, { 'content-type': bytes }) : model
    },
  )
}

async function isInvited({ coordinator, did }: Broker, runId: RunId, sender: Did) {
  const run = await coordinator.stores.runs.get(did, runId)
  return run?.invited.some(({ participantId }) => participantId === sender) ?? false
}

function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => void (await iterator.return?.()),
  })
}
