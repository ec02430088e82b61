import type { Did, DomainError, Result } from '@lianshu/kernel'
import { type DspArea, renderDspError } from '@lianshu/protocol/dsp'
import type { WireAnswer } from '../wire.ts'

/** A request whose sender is known. `body` is the parsed JSON of a POST, unread. */
export interface EndpointRequest {
  readonly participantId: Did
  readonly callerId: Did
  /** The pid of the path, when the path has one. */
  readonly pid: string
  readonly body?: unknown
}

/** One endpoint of the Dataspace Protocol below a participant's base; `path` names its pid `:pid`. */
export interface DspEndpoint {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** Answers always: a failure is the protocol's error body with its status. */
  handle(request: EndpointRequest): Promise<WireAnswer>
}

type Read<Message> = { parse(json: unknown): Result<Message, DomainError> }
type Handled = Promise<Result<WireAnswer, DomainError>>

/** Builders for the endpoints of one area: they read the message and write the error body. */
export const endpointsOf = (area: DspArea) => {
  const answered = async (request: EndpointRequest, handled: Handled): Promise<WireAnswer> => {
    const result = await handled
    if (result.ok) return result.value
    const { pid: providerPid, body } = request
    const named = (body ?? {}) as { providerPid?: unknown; consumerPid?: unknown }
    return renderDspError(area, result.error, {
      providerPid: pidText(named.providerPid) ?? (providerPid || undefined),
      consumerPid: pidText(named.consumerPid),
    })
  }
  return {
    post: <Message>(
      path: string,
      codec: Read<Message>,
      take: (request: EndpointRequest & { readonly message: Message }) => Handled,
    ): DspEndpoint => ({
      method: 'POST',
      path,
      handle(request) {
        const parsed = codec.parse(request.body)
        const handled: Handled = parsed.ok
          ? take({ ...request, message: parsed.value })
          : Promise.resolve(parsed)
        return answered(request, handled)
      },
    }),
    get: (path: string, take: (request: EndpointRequest) => Handled): DspEndpoint => ({
      method: 'GET',
      path,
      handle: (request) => answered(request, take(request)),
    }),
  }
}

const pidText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length > 0 && value.length <= 2048 ? value : undefined
