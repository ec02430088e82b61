import { createHash } from 'node:crypto'
import {
  asId,
  canonicalJson,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
} from '@lianshu/kernel'
import {
  type Binding,
  entryBoundPerRow,
  type KeyAdvertisement,
  parameterLimit,
  type VectorStatement,
  type Work,
} from '@lianshu/protocol/rounds'
import { verifyCohort } from '../secure-aggregation/cohort.ts'
import { encodeFixedPoint } from '../secure-aggregation/fixed-point.ts'
import { createMaskingKey, type MaskingKey } from '../secure-aggregation/masking-key.ts'
import { vectorBytes } from '../secure-aggregation/ring-vector.ts'
import { cachedVector } from './cached-vector.ts'
import type { ParticipateCommand } from './keep-participation.ts'
import { computeLocalVector } from './local-vector.ts'
import type { ParticipantDeps } from './ports.ts'

type Of<Do extends Work['do']> = Extract<Work, { do: Do }>

/** A key that was advertised, with those who were asked at that time. */
export interface Advertised {
  readonly key: MaskingKey
  readonly invited: readonly string[]
}

/** Makes a fresh key for the attempt and signs it. The owner's decision point has its say first. */
export async function prepareKey(
  deps: ParticipantDeps,
  command: ParticipateCommand,
  work: Of<'advertise'>,
): Promise<Result<Advertised & { readonly advertisement: string }, DomainError>> {
  const allowed = await authorizeStep(deps, command, work.binding, work.invited)
  if (!allowed.ok) return allowed
  const key = createMaskingKey(work.binding)
  const statement: KeyAdvertisement = {
    type: 'KeyAdvertisement',
    ...work.binding,
    agreementId: command.agreementId,
    sender: deps.participantId,
    publicKey: key.publicKey,
  }
  return ok({ key, invited: work.invited, advertisement: await deps.signer.sign(statement) })
}

export interface MaskedVector {
  readonly statement: string
  readonly body: Uint8Array
  readonly rows: number
}

/**
 * Checks the cohort, asks the owner's decision point, computes and masks. Every error but
 * `peer.unreachable` and `internal` is a reason to leave the run.
 */
export async function prepareVector(
  deps: ParticipantDeps,
  command: ParticipateCommand,
  work: Of<'submit'>,
  { key, invited }: Advertised,
  signal: AbortSignal,
): Promise<Result<MaskedVector, DomainError>> {
  const { plan } = command
  const { binding } = work
  const cohort = await verifyCohort(deps, {
    binding,
    self: { participantId: deps.participantId, publicKey: key.publicKey },
    members: work.cohort,
    minimum: plan.cohort.minimum,
    invited,
  })
  if (!cohort.ok) return cohort
  const senders = work.cohort.map((member) => member.sender)
  const allowed = await authorizeStep(deps, command, binding, senders)
  if (!allowed.ok) return allowed
  const local = await cachedVector(
    deps.cache,
    command.transferPid,
    binding,
    work.model?.sha256,
    async () => {
      const model = await fetchModel(deps, work)
      return model.ok ? computeLocalVector(deps.trainer, plan, binding, model.value, signal) : model
    },
  )
  if (!local.ok) return local
  const { rows, vector } = local.value
  const { fractionBits, maximumRows } = plan.secureAggregation
  const bound = maximumRows * entryBoundPerRow(plan)
  const encoded = encodeFixedPoint(vector, { fractionBits, bound })
  if (!encoded.ok) return encoded
  const masked = await key.mask(encoded.value, cohort.value)
  if (!masked.ok) return masked
  const body = vectorBytes(masked.value)
  const statement: VectorStatement = {
    type: 'VectorStatement',
    ...binding,
    agreementId: command.agreementId,
    sender: deps.participantId,
    sha256: createHash('sha256').update(body).digest('hex'),
    rows,
  }
  return ok({ statement: await deps.signer.sign(statement), body, rows })
}

async function fetchModel(
  deps: ParticipantDeps,
  work: Of<'submit'>,
): Promise<Result<Uint8Array | undefined, DomainError>> {
  if (!work.model) return ok(undefined)
  const fetched = await deps.client.model(work.model.sha256, parameterLimit * 4 + 2_000_000)
  if (!fetched.ok) return fetched
  const digest = createHash('sha256').update(fetched.value).digest('hex')
  return digest === work.model.sha256
    ? fetched
    : err(domainError('peer.invalid', 'the model is not the one that the coordinator named'))
}

const authorizeStep = (
  deps: ParticipantDeps,
  command: ParticipateCommand,
  { step, round }: Binding,
  cohort: readonly string[],
) =>
  deps.authorize({
    agreementId: command.agreementId,
    runId: command.runId,
    round,
    action: step === 'evaluate' ? 'evaluate' : 'train',
    cohort: cohort.map((id) => asId<Did>(id)),
  })

/** True when the advertised key is for exactly this attempt. */
export const isFor = (
  advertised: Advertised | undefined,
  binding: Binding,
): advertised is Advertised =>
  advertised !== undefined && canonicalJson(advertised.key.binding) === canonicalJson(binding)
