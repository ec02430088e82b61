import { type DomainError, domainError, err, nearestName, ok, type Result } from '@lianshu/kernel'
import type { z } from 'zod'

export interface ConfigOptions {
  /** Default `LIANSHU_`. */
  readonly prefix?: string
  /** Names with the prefix that other programs in the same environment read. */
  readonly alsoAllowed?: readonly string[]
}

type Environment = Readonly<Record<string, string | undefined>>

/** Marks a setting whose value is never printed. */
export const secret = <T extends z.ZodType>(schema: T): T => schema.meta({ secret: true }) as T

/** The variable of a setting: `databaseUrl` is read from `LIANSHU_DATABASE_URL`. */
export const variableName = (key: string, prefix = 'LIANSHU_'): string =>
  prefix + key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()

/**
 * Reads an app's settings from the environment through one zod object, whose keys are camelCase. An
 * empty variable counts as absent. All problems are told at once: unknown variables with the prefix,
 * each with the nearest valid name, and values that the schema refuses.
 */
export function readConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Environment,
  { prefix = 'LIANSHU_', alsoAllowed = [] }: ConfigOptions = {},
): Result<z.infer<z.ZodObject<Shape>>, DomainError<'input.invalid'>> {
  const keys = Object.keys(schema.shape)
  const names = keys.map((key) => variableName(key, prefix))
  const known = new Set([...names, ...alsoAllowed])
  const unknown = Object.keys(env).filter((name) => name.startsWith(prefix) && !known.has(name))
  const problems = unknown.map((name) => {
    const nearest = nearestName(name, names)
    return `${name} is not a setting${nearest ? `; did you mean ${nearest}?` : ''}`
  })
  const input = keys.map((key, index) => [key, env[names[index]!] || undefined])
  const parsed = schema.safeParse(Object.fromEntries(input))
  for (const { path, message } of parsed.error?.issues ?? []) {
    problems.push(`${variableName(String(path[0] ?? ''), prefix)}: ${message}`)
  }
  if (parsed.success && problems.length === 0) return ok(parsed.data)
  return err(domainError('input.invalid', problems.join('\n'), { details: { problems } }))
}

/** The settings as text, one variable a line; secrets and passwords in addresses are masked. */
export function printConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  config: Readonly<Record<string, unknown>>,
  { prefix = 'LIANSHU_' }: ConfigOptions = {},
): string {
  const lines = Object.entries(schema.shape).map(([key, setting]) => {
    const value = config[key]
    if (value === undefined) return `# ${variableName(key, prefix)} is not set`
    const isSecret = (setting as z.ZodType).meta()?.secret === true
    return `${variableName(key, prefix)}=${isSecret ? '***' : plain(value)}`
  })
  return `${lines.join('\n')}\n`
}

function plain(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.replace(/(\w+:\/\/[^\s:@/]*):[^\s@/]+@/g, '$1:***@')
}
