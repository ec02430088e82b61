import { negotiationMachine, transferMachine } from '@lianshu/exchange'
import type { Machine } from '@lianshu/kernel'

type Sender = 'consumer' | 'provider'

/** What a message does to its process; a message is several steps when its meaning depends on the state. */
export interface MessageStep {
  readonly machine: Machine<string, string, string>
  readonly events: readonly string[]
  /** A first message that begins a process in this state. */
  readonly begins?: string
  /** What the members alone do not say. */
  readonly remark?: string
}

const negotiation = (events: string[], more: Partial<MessageStep> = {}): MessageStep => ({
  ...{ machine: negotiationMachine, events, ...more },
})
const transfer = (events: string[], more: Partial<MessageStep> = {}): MessageStep => ({
  ...{ machine: transferMachine, events, ...more },
})

const firstOrLater = (pid: string) =>
  `the first has \`callbackAddress\`, a later one \`${pid}\`; never both`

/** Every message of the Dataspace Protocol that changes a process. */
export const messageSteps: Readonly<Record<string, MessageStep>> = {
  ContractRequestMessage: negotiation(['request'], {
    ...{ begins: 'REQUESTED', remark: firstOrLater('providerPid') },
  }),
  ContractOfferMessage: negotiation(['offer'], {
    ...{ begins: 'OFFERED', remark: firstOrLater('consumerPid') },
  }),
  ContractAgreementMessage: negotiation(['agree']),
  ContractAgreementVerificationMessage: negotiation(['verify']),
  ContractNegotiationEventMessage: negotiation(['accept', 'finalize'], {
    remark: '`ACCEPTED` from the consumer, `FINALIZED` from the provider',
  }),
  ContractNegotiationTerminationMessage: negotiation(['terminate']),
  TransferRequestMessage: transfer([], { begins: 'REQUESTED' }),
  TransferStartMessage: transfer(['start', 'resume', 'confirm']),
  TransferCompletionMessage: transfer(['complete']),
  TransferSuspensionMessage: transfer(['suspend']),
  TransferTerminationMessage: transfer(['terminate']),
}

/** Who may send it in which state, and the state after it: read from the machine that runs. */
export function stepsOf(step: MessageStep): readonly string[] {
  const first: Sender = step.begins === 'OFFERED' ? 'provider' : 'consumer'
  const begins = step.begins ? [`${first}: nothing → ${step.begins}`] : []
  const steps = step.machine.transitions.filter(({ event }) => step.events.includes(event))
  const bySteps = Map.groupBy(steps, ({ from, to }) => `${from} → ${to}`)
  const told = [...bySteps].map(
    ([change, all]) => `${all.map(({ role }) => role).join(' or ')}: ${change}`,
  )
  return [...begins, ...told]
}
