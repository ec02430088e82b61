import { allMessages } from '@lianshu/protocol/dsp'
import { protocolMessages } from '../../apps/connector/src/routes/protocol-messages.ts'
import { dcpMessages } from './dcp-messages.ts'
import { messageSteps, stepsOf } from './dsp-messages.ts'
import { generatedNote } from './generated-note.ts'
import { codes, membersOf } from './schema-members.ts'

const rows = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** docs/protocol/messages.md: every message and endpoint of both protocols, from the tables that run. */
export const messagesPage = (): string =>
  [
    '# Messages and endpoints · 消息与端点',
    generatedNote,
    'Every message has `@context` and `@type` and may have `@id`; a message of another make is read in any JSON-LD form ([decision 0007](../decisions/0007-json-ld-read-by-a-small-reader-of-our-own.md)). What is sent in a state that is not listed is refused with 400 and changes nothing.',
    '## Dataspace Protocol 2025-1 · 数据空间协议',
    'Paths stand below a participant’s base, `/participants/:slug/dsp/2025-1`; a consumer’s stand at its `callbackAddress`, which is the same base here.',
    '### Messages · 消息',
    rows(
      ['message', 'endpoint', 'required', 'optional', 'sender: before → after'],
      allMessages.filter(isSent).map(messageRow),
    ),
    '### Answers and errors · 应答与错误',
    rows(
      ['answer', 'required', 'optional'],
      allMessages.filter((message) => !isSent(message)).map(answerRow),
    ),
    '### Endpoints · 端点',
    rows(
      ['endpoint', 'takes', 'answers'],
      Object.entries(protocolMessages).map(([endpoint, { message, answer, status = 200 }]) => [
        ...[`\`${endpoint}\``, message?.type ?? '–', `${status} ${answer.type}`],
      ]),
    ),
    '## Decentralized Claims Protocol 1.0 · 去中心化凭证协议',
    'Holders and verifiers are connectors, the issuer is the broker. Messages have `@context` and `type`.',
    rows(
      ['message', 'sender → receiver', 'endpoint', 'required', 'optional', 'answer', 'request'],
      dcpMessages.map(({ type, schema, sender, receiver, endpoint, answer, states }) => {
        const { required, optional } = membersOf(schema)
        return [
          ...[type, `${sender} → ${receiver}`, `\`${endpoint}\``, codes(required), codes(optional)],
          ...[answer, states],
        ]
      }),
    ),
  ].join('\n\n')

type DspMessage = (typeof allMessages)[number]

const endpointsOf = (type: string): string[] =>
  Object.entries(protocolMessages).flatMap(([endpoint, { message }]) =>
    message?.type === type ? [endpoint] : [],
  )

/** The dataset request has no body on the HTTPS binding: its message is the path. */
const isSent = ({ type }: DspMessage): boolean =>
  endpointsOf(type).length > 0 || type === 'DatasetRequestMessage'

function messageRow({ type, schema }: DspMessage): string[] {
  const { required, optional } = membersOf(schema)
  const step = messageSteps[type]
  const endpoints = endpointsOf(type)
  const changes = step
    ? [...stepsOf(step), ...(step.remark ? [step.remark] : [])].join('<br>')
    : 'consumer: no state'
  return [
    type,
    (endpoints.length > 0 ? endpoints : ['GET /catalog/datasets/:id'])
      .map((endpoint) => `\`${endpoint}\``)
      .join('<br>'),
    ...[codes(required), codes(optional), changes],
  ]
}

function answerRow({ type, schema }: DspMessage): string[] {
  const { required, optional } = membersOf(schema)
  return [type, codes(required), codes(optional)]
}
