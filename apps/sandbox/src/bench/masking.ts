import { createMaskingKey, type VerifySignature, verifyCohort } from '@lianshu/federated'
import { asId, type Did, seededRandom, systemClock, unwrap } from '@lianshu/kernel'
import type { Binding } from '@lianshu/protocol/rounds'
import { activeKey, generateParticipantKeys, signJson } from '@lianshu/trust'
import { checkSignedJson, findIn } from '@lianshu/trust/verify'
import { z } from 'zod'
import { defineMeasurement } from '../measure/measurement.ts'
import { median } from '../measure/quantile.ts'
import { stopwatch, type Took } from '../measure/stopwatch.ts'
import { maskingFloor } from './masking-floor.ts'

const limitRatio = 1.5
const warmUps = 3

/**
 * One client's work of one step: a fresh key, the check of everybody's signed key, and the masking of
 * its vector; beside it, in turn, the same cryptographic work with nothing around it. The ratio is of
 * processor time: both are pure computation, and other work on the machine must not decide it.
 */
export const masking = defineMeasurement({
  name: 'masking',
  about: `one client's masking against bare cryptography; passes below ${limitRatio} times of it`,
  options: z.object({
    clients: z.coerce
      .number()
      .int()
      .min(3)
      .max(200)
      .default(10)
      .describe('size of the cohort (default 10)'),
    entries: z.coerce
      .number()
      .int()
      .min(1)
      .max(10_000_000)
      .default(100_000)
      .describe('numbers in a vector (default 100000)'),
    runs: z.coerce
      .number()
      .int()
      .min(1)
      .max(1000)
      .default(15)
      .describe('times of each (default 15)'),
  }),
  async run({ say, signal }, { clients, entries, runs }) {
    say(`${clients} clients, vectors of ${entries} numbers, ${runs} times each …`)
    const signers = await Promise.all(
      Array.from({ length: clients }, (_, client) =>
        generateParticipantKeys(asId<Did>(`did:web:client-${client}.invalid`), systemClock),
      ),
    )
    const verify: VerifySignature = (signer, jws) => {
      const keys = signers.filter(({ did }) => did === signer).map(activeKey)
      const published = Object.fromEntries(keys.map(({ kid, publicJwk }) => [kid, publicJwk]))
      return checkSignedJson(findIn(published), jws).then((checked) =>
        checked.ok ? { ok: true, value: checked.value.value as never } : checked,
      )
    }
    const floor = maskingFloor(clients, entries)
    const mine: Took[] = []
    const bare: Took[] = []
    const random = seededRandom('masking')
    const vector = BigUint64Array.from({ length: entries }, () =>
      BigInt(Math.floor(random.unit() * 2 ** 40)),
    )
    for (let run = -warmUps; run < runs; run++) {
      signal.throwIfAborted()
      const binding: Binding = {
        ...{ planHash: 'ab'.repeat(32), runId: 'urn:uuid:bench', step: 'train' },
        ...{ round: run + warmUps + 1, attempt: 1 },
      }
      // The other clients' keys are made elsewhere: not this client's work.
      const others = await Promise.all(signers.slice(1).map((keys) => advertised(keys, binding)))
      const client = stopwatch()
      const own = await advertised(signers[0]!, binding)
      const members = [own, ...others].map(({ sender, advertisement }) => ({
        sender,
        advertisement,
      }))
      const cohort = await verifyCohort(
        { verify },
        {
          ...{ binding, members, minimum: 3, invited: signers.map(({ did }) => did) },
          self: { participantId: own.sender, publicKey: own.key.publicKey },
        },
      )
      const masked = unwrap(await own.key.mask(vector, unwrap(cohort)))
      const mineTook = client()
      if (masked.length !== entries) throw new Error('the masked vector has another length')
      const bottom = stopwatch()
      floor(vector)
      const floorTook = bottom()
      if (run < 0) continue
      mine.push(mineTook)
      bare.push(floorTook)
    }
    const middle = (times: readonly Took[], of: keyof Took) => median(times.map((took) => took[of]))
    const floorRatio = middle(mine, 'processorMs') / middle(bare, 'processorMs')
    return {
      pass: floorRatio < limitRatio,
      metrics: {
        ...{ clientMs: middle(mine, 'wallMs'), clientProcessorMs: middle(mine, 'processorMs') },
        ...{ floorMs: middle(bare, 'wallMs'), floorProcessorMs: middle(bare, 'processorMs') },
        ...{ floorRatio, clients, entries, vectorBytes: entries * 8, runs },
      },
      backend: `OpenSSL ${process.versions.openssl}`,
    }
  },
})

async function advertised(
  keys: Awaited<ReturnType<typeof generateParticipantKeys>>,
  binding: Binding,
) {
  const key = createMaskingKey(binding)
  const value = {
    ...{ type: 'KeyAdvertisement', ...binding, agreementId: 'urn:uuid:agreement' },
    ...{ sender: keys.did, publicKey: key.publicKey },
  }
  return { key, sender: keys.did, advertisement: await signJson(activeKey(keys), value) }
}
