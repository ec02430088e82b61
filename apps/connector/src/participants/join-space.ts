import type { PeerClient } from '@lianshu/adapters'
import {
  type Did,
  type DomainError,
  domainError,
  err,
  findAll,
  ok,
  type Result,
} from '@lianshu/kernel'
import { membershipType, organizationType } from '@lianshu/protocol/dcp'
import {
  type HostedParticipant,
  type HostedParticipants,
  requestCredentials,
  walletRequestMachine,
} from '@lianshu/trust'
import { z } from 'zod'
import type { Addresses } from './addresses.ts'
import type { Holding } from './holding.ts'

export interface JoinSpaceDeps {
  readonly participants: HostedParticipants
  readonly holding: Holding
  readonly peers: PeerClient
  readonly addresses: Addresses
  readonly operators: readonly Did[]
}

export interface JoinSpace {
  readonly participant: Did
  readonly operator: { readonly did: Did; readonly url: string }
}

const answerSchema = z.object({ state: z.string().max(40) })

/** What a member lets its operator say about it. */
const wanted = [membershipType, organizationType]

/**
 * Applies at an operator and asks it for the credentials of a member, which come to the wallet when the
 * operator has approved; the answer says where the application stands. Doing it again asks again only for
 * what is neither in the wallet nor under way. `input.invalid` for a participant without a company's number.
 */
export async function joinSpace(
  deps: JoinSpaceDeps,
  { participant: did, operator }: JoinSpace,
): Promise<Result<{ readonly state: string }, DomainError>> {
  if (!deps.operators.includes(operator.did)) {
    const message = `${operator.did} is not an operator that this connector trusts`
    return err(domainError('auth.forbidden', message, { at: 'operator' }))
  }
  const participant = await deps.participants.get(did)
  if (!participant) return err(domainError('not-found', 'no such participant here'))
  const state = await apply(deps, participant, operator)
  if (!state.ok) return state
  await rememberOperator(deps, participant, operator)
  const types = await missing(deps.holding, did, operator.did)
  if (types.length === 0) return ok({ state: state.value })
  const command = { holder: did, issuer: operator.did, wanted: { types } }
  const asked = await requestCredentials(deps.holding, command)
  return asked.ok ? ok({ state: state.value }) : asked
}

async function apply(
  { peers, addresses }: JoinSpaceDeps,
  { id: from, slug, name, roles, number }: HostedParticipant,
  operator: JoinSpace['operator'],
): Promise<Result<string, DomainError>> {
  if (!number) {
    const message = `${slug} has no company's number: host it again with one before it applies`
    return err(domainError('input.invalid', message, { at: 'number' }))
  }
  const applied = await peers.json({
    ...{ from, to: operator.did, kind: 'identity' },
    ...{ method: 'POST', url: `${operator.url}/members` },
    body: {
      ...{ slug, name: { ...name }, roles: [...roles], number: { ...number } },
      protocolUrl: addresses.protocolBase(slug),
    },
  })
  if (!applied.ok) return applied
  const answer = answerSchema.safeParse(applied.value.body)
  return answer.success
    ? ok(answer.data.state)
    : err(domainError('peer.invalid', 'not an answer to an application'))
}

/**
 * Types that the holder neither has from this operator nor waits for. A request that the operator took and
 * gave no name is not waited for: nobody could ask what became of it.
 */
async function missing(
  { credentials, requests, clock }: Holding,
  holder: Did,
  issuer: Did,
): Promise<readonly string[]> {
  const held = await credentials.list(holder)
  const has = held
    .filter((one) => one.issuer === issuer && new Date(one.validUntil ?? '9999') > clock.now())
    .flatMap((one) => one.types)
  const waiting: string[] = []
  for await (const { state, issuerPid, asked } of findAll(requests, holder, { issuer })) {
    const isAskable = state === 'REQUESTED' || issuerPid !== undefined
    if (walletRequestMachine.isTerminal(state) || !isAskable) continue
    waiting.push(...asked.map(({ type }) => type))
  }
  return wanted.filter((type) => !has.includes(type) && !waiting.includes(type))
}

async function rememberOperator(
  deps: JoinSpaceDeps,
  participant: HostedParticipant,
  operator: JoinSpace['operator'],
): Promise<void> {
  if (participant.operator?.did === operator.did && participant.operator.url === operator.url)
    return
  await deps.participants.save({ ...participant, operator })
}
