import { z } from 'zod'

interface JsonSchema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
  readonly properties?: Readonly<Record<string, unknown>>
  readonly required?: readonly string[]
}

/** Members of a message besides those that every message has, as its schema has them. */
export function membersOf(schema: z.ZodType): { required: string[]; optional: string[] } {
  const whole = z.toJSONSchema(schema, { io: 'input' }) as JsonSchema
  // A schema with a name of its own stands among the definitions.
  const { properties = {}, required = [] } =
    whole.$defs?.[whole.$ref?.split('/').at(-1) ?? ''] ?? whole
  const own = Object.keys(properties).filter((name) => !/^(@context|@type|@id|type)$/.test(name))
  return {
    required: own.filter((name) => required.includes(name)),
    optional: own.filter((name) => !required.includes(name)),
  }
}

/** `a`, `b`; a dash for nothing. */
export const codes = (names: readonly string[]): string =>
  names.length === 0 ? '–' : names.map((name) => `\`${name}\``).join(', ')
