import type { Side } from '@lianshu/exchange'
import { type Did, DomainFailure } from '@lianshu/kernel'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import type { ProcessKind } from '../plan/edges.ts'
import type { Order } from '../plan/plan.ts'
import type { WorldNode } from '../world/world-node.ts'

/** What somebody tells a connector to do, at its interface for managers. */
export type Command =
  | {
      readonly name: 'negotiate'
      readonly counterparty: { readonly did: Did; readonly address: string }
      readonly offer: MessageOffer & { readonly target: string }
    }
  | {
      readonly name: 'transfer'
      readonly agreementId: string
      readonly format: string
      readonly tag: string
    }
  | {
      readonly name: 'step'
      readonly kind: ProcessKind
      readonly id: string
      readonly step: Order['step']
    }

/** What became of it; `gone` when no answer came, so that nobody knows. */
export type CommandAnswer =
  | { readonly state: string }
  | { readonly code: string; readonly message: string }
  | 'gone'

const patienceMs = 20_000

/** Gives a command to the connector of a side, once it is up. */
export async function giveCommand(
  { side, api, connector }: Pick<WorldNode, 'side' | 'api' | 'connector'>,
  command: Command,
): Promise<CommandAnswer> {
  await connector.ready()
  const [path, body] = requestFor(side, command)
  try {
    const signal = AbortSignal.timeout(patienceMs)
    return await api.post<{ state: string }>(`/api/participants/${side}${path}`, body, signal)
  } catch (error) {
    if (!(error instanceof DomainFailure)) return 'gone'
    const { code, message } = error.error
    return code === 'internal' ? 'gone' : { code, message }
  }
}

function requestFor(side: Side, command: Command): [path: string, body: object] {
  switch (command.name) {
    case 'negotiate': {
      const { counterparty, offer } = command
      const { did, address } = counterparty
      return side === 'consumer'
        ? ['/negotiations', { providerId: did, providerAddress: address, offer }]
        : ['/negotiations/offers', { consumerId: did, consumerAddress: address, offer }]
    }
    case 'transfer': {
      const { agreementId, format, tag } = command
      const dataAddress = { '@type': 'DataAddress', endpointType: tag }
      return ['/transfers', { agreementId, format, dataAddress }]
    }
    case 'step': {
      const { kind, id, step } = command
      const verb = step === 'resume' ? 'start' : step
      const isEnding = step === 'suspend' || step === 'terminate'
      const body = isEnding ? { reason: 'the plan says so' } : {}
      return [`/${kind}s/${encodeURIComponent(id)}/${verb}`, body]
    }
  }
}

/** An answer in a few words, for the story. */
export const inShort = (answer: CommandAnswer): string =>
  answer === 'gone'
    ? 'nobody knows'
    : 'state' in answer
      ? answer.state
      : `${answer.code} ${answer.message}`
