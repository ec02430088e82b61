import { bindExchangeStores, createTransactor, openDatabase } from '@lianshu/adapters'
import {
  advanceTransfer,
  completeTransfer,
  offerContract,
  requestContract,
  requestTransfer,
  startTransfer,
  suspendTransfer,
  type TransferGates,
  terminateNegotiation,
  terminateTransfer,
} from '@lianshu/exchange'
import { type Did, type Result, systemClock, systemRandom } from '@lianshu/kernel'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import type { ProcessKind } from '../plan/edges.ts'
import type { Order } from '../plan/plan.ts'

/** What the harness tells a connector to do, as a person at its interface would. */
export type Command =
  | {
      readonly name: 'negotiate'
      readonly side: 'consumer' | 'provider'
      readonly counterparty: { readonly did: Did; readonly address: string }
      readonly offer: MessageOffer & { readonly target: string }
    }
  | { readonly name: 'transfer'; readonly agreementId: string; readonly tag: string }
  | {
      readonly name: 'step'
      readonly kind: ProcessKind
      readonly id: string
      readonly step: Order['step']
    }

/** Carries out commands of one participant on the stores of its connector, through the use cases of every other caller. */
export function openOrders(place: {
  readonly databaseUrl: string
  readonly participantId: Did
  /** Its own protocol base. */
  readonly address: string
  readonly gates: TransferGates
  readonly format: string
}): (command: Command) => Promise<Result<unknown, { code: string; message: string }>> {
  const { databaseUrl, participantId, address, gates, format } = place
  const db = openDatabase({ url: databaseUrl, poolSize: 3 })
  const deps = {
    transactor: createTransactor(db, bindExchangeStores),
    ...{ clock: systemClock, random: systemRandom, callbackAddress: () => address, gates },
  }
  const ending = { code: 'chaos', reason: 'the plan says so' }
  return async (command) => {
    if (command.name === 'negotiate') {
      const { did, address: theirs } = command.counterparty
      const { offer } = command
      return command.side === 'consumer'
        ? requestContract(deps, { participantId, providerId: did, providerAddress: theirs, offer })
        : offerContract(deps, { participantId, consumerId: did, consumerAddress: theirs, offer })
    }
    if (command.name === 'transfer') {
      const dataAddress = { '@type': 'DataAddress', endpointType: command.tag } as const
      const { agreementId } = command
      return requestTransfer(deps, { participantId, agreementId, format, dataAddress })
    }
    const { kind, id, step } = command
    const one = { participantId, id }
    if (kind === 'negotiation') return terminateNegotiation(deps, { ...one, ...ending })
    if (step === 'terminate') return terminateTransfer(deps, { ...one, ...ending })
    if (step === 'suspend') return suspendTransfer(deps, { ...one, ...ending })
    if (step === 'complete') return completeTransfer(deps, one)
    const resumed = await startTransfer(deps, one)
    return resumed.ok ? advanceTransfer(deps, one) : resumed
  }
}
