import { asId, type Did, type Json, ok, unwrap } from '@lianshu/kernel'
import type { Binding, CohortMember } from '@lianshu/protocol/rounds'
import { verifyCohort } from '../secure-aggregation/cohort.ts'
import { createMaskingKey, type MaskingKey } from '../secure-aggregation/masking-key.ts'
import type { VerifySignature } from '../signing.ts'

// For tests only: a signature that says who signed, in the shape of a compact JWS.
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

export const fakeSign = (signer: string, value: unknown): string =>
  `${encode({ kid: signer })}.${encode(value)}.x`

export const fakeVerify: VerifySignature = async (signer, jws) => {
  const [header, payload] = jws.split('.').map((part) => Buffer.from(part, 'base64url').toString())
  if (JSON.parse(header!).kid !== signer) {
    return {
      ok: false,
      error: { code: 'auth.invalid', message: 'the signature is not by its sender' },
    }
  }
  return ok(JSON.parse(payload!) as Json)
}

export const testBinding: Binding = {
  planHash: 'ab'.repeat(32),
  runId: 'urn:uuid:run',
  step: 'train',
  round: 1,
  attempt: 1,
}

export const advertise = (sender: string, key: MaskingKey): CohortMember => ({
  sender,
  advertisement: fakeSign(sender, {
    type: 'KeyAdvertisement',
    ...key.binding,
    agreementId: 'urn:uuid:agreement',
    sender,
    publicKey: key.publicKey,
  }),
})

/** Masks each vector as one participant of a cohort, with fresh keys. */
export async function maskAll(
  vectors: readonly BigUint64Array<ArrayBuffer>[],
): Promise<BigUint64Array<ArrayBuffer>[]> {
  const keys = vectors.map(() => createMaskingKey(testBinding))
  const senders = vectors.map((_, index) => asId<Did>(`did:web:owner${index}`))
  const members = keys.map((key, index) => advertise(senders[index]!, key))
  return Promise.all(
    keys.map(async (key, index) => {
      const cohort = await verifyCohort(
        { verify: fakeVerify },
        {
          binding: testBinding,
          self: { participantId: senders[index]!, publicKey: key.publicKey },
          members,
          minimum: 3,
          invited: senders,
        },
      )
      return unwrap(await key.mask(vectors[index]!, unwrap(cohort)))
    }),
  )
}
