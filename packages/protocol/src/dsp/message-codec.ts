import { type DomainError, err, type Result } from '@lianshu/kernel'
import { z } from 'zod'
import { dspContext } from '../json-ld/bundled-contexts.ts'
import { compactMessage } from '../json-ld/compact-message.ts'
import { isCompact } from '../json-ld/is-compact.ts'
import { type Extensions, identifier, type Linked, linkedObject } from '../linked-object.ts'
import { maximumNesting, parseInput } from '../parse-input.ts'

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
   * Reads foreign JSON in any JSON-LD form, gives the compact one. `input.unsupported` for a context
   * that we do not know, `input.invalid` for everything else, `at` the JSON path.
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
      if (isCompact(json, maximumNesting)) return parseInput(schema, json, type)
      const compact = compactMessage(json)
      if (compact.ok) return parseInput(schema, compact.value, type)
      return err({ ...compact.error, message: `${type} is not valid. ${compact.error.message}` })
    },
    render: (fields) => schema.parse({ '@context': [dspContext], '@type': type, ...fields }),
  }
}

export type MessageOf<Codec> = Codec extends { parse(json: unknown): infer Read }
  ? Extract<Read, { ok: true }> extends { value: infer Value }
    ? Value
    : never
  : never
