import { type DomainError, domainError, err, type Result } from '@lianshu/kernel'
import { z } from 'zod'
import { type Extensions, identifier, type Linked, linkedObject } from '../linked-object.ts'
import { parseInput } from '../parse-input.ts'

/** The JSON-LD context of the Dataspace Protocol 2025-1. */
export const dspContext = 'https://w3id.org/dspace/2025/1/context.jsonld'

/** Contexts whose terms we know. Another one could change what a term means, so it is refused, never fetched. */
export const knownContexts: readonly string[] = [
  dspContext,
  'https://w3id.org/dspace/2025/1/odrl-profile.jsonld',
]

const contexts = z.array(z.string().max(500)).min(1).max(16)

/** A message, process or error as it stands on the wire. */
export type Message<Type extends string, Shape extends z.ZodRawShape> = Linked<Shape> & {
  '@context': string[]
  '@type': Type
  '@id'?: string
}
export type MessageFields<Shape extends z.ZodRawShape> = Linked<Shape> &
  Extensions & { '@id'?: string }

export interface MessageCodec<Type extends string, Shape extends z.ZodRawShape> {
  readonly type: Type
  readonly schema: z.ZodType<Message<Type, Shape>, unknown>
  /**
   * Reads foreign JSON. `input.unsupported` for a context that we do not know, `input.invalid` for
   * everything else, `at` the JSON path.
   */
  parse(
    json: unknown,
  ): Result<Message<Type, Shape>, DomainError<'input.invalid' | 'input.unsupported'>>
  /** Puts context and type on our own fields. Throws when they break the specification: that is a bug of ours. */
  render(fields: MessageFields<Shape>): Message<Type, Shape>
}

/** One message type of the specification: its schema, reader and writer from one shape. */
export function defineMessage<Type extends string, Shape extends z.ZodRawShape>(
  type: Type,
  shape: Shape,
  check?: { readonly test: (value: Linked<Shape>) => boolean; readonly message: string },
): MessageCodec<Type, Shape> {
  const open = linkedObject({
    '@context': contexts,
    '@type': z.literal(type),
    '@id': identifier.optional(),
    ...shape,
  }) as unknown as z.ZodType<Message<Type, Shape>, unknown>
  const checked = check ? open.refine(check.test, { message: check.message }) : open
  const schema = checked.meta({ id: type })
  return {
    type,
    schema,
    parse(json) {
      const refusal = unknownContext(json, type)
      return refusal ? err(refusal) : parseInput(schema, json, type)
    },
    render: (fields) => schema.parse({ '@context': [dspContext], '@type': type, ...fields }),
  }
}

function unknownContext(json: unknown, type: string) {
  const list = (json as { '@context'?: unknown } | null)?.['@context']
  const at = '$.@context'
  if (!Array.isArray(list) || !list.includes(dspContext)) {
    return domainError('input.invalid', `${type} needs a @context list with ${dspContext}`, { at })
  }
  if (list.every((context) => knownContexts.includes(context))) return undefined
  return domainError('input.unsupported', `${type} uses a JSON-LD context that is not known here`, {
    at,
  })
}

export type MessageOf<Codec> = Codec extends { parse(json: unknown): infer Read }
  ? Extract<Read, { ok: true }> extends { value: infer Value }
    ? Value
    : never
  : never
