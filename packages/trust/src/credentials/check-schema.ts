import { type Clock, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { Credential } from '@lianshu/protocol/dcp'
import { z } from 'zod'
import type { FetchJson } from '../ports.ts'

/** Checks a credential against the schemas that it names; see `createSchemaCheck`. */
export type CredentialSchemaCheck = (credential: Credential) => Promise<Result<void, DomainError>>

const maxBytes = 64 * 1024
const timeoutMs = 5_000
const keepMs = 10 * 60_000
const maxSchemas = 500

/** What a schema of each type is about. `JsonSchemaValidator2018` comes from VCDM 1.1, where it describes the subject. */
const aboutWhat: Readonly<Record<string, (credential: Credential) => unknown>> = {
  JsonSchema: ({ document }) => document,
  JsonSchemaValidator2018: ({ subject }) => subject,
}

const refuse = (message: string) => err(domainError('auth.invalid', message))

/**
 * Makes the check of `credentialSchema` (VCDM 2.0 section 4.11): every schema that a credential names is
 * fetched, understood and met, or the credential does not count. Call it only for credentials whose proof
 * holds: then the addresses and schemas are those of an issuer whom we trust. Schemas are kept ten minutes.
 */
export function createSchemaCheck(deps: {
  readonly fetchJson: FetchJson
  readonly clock: Clock
}): CredentialSchemaCheck {
  const kept = new Map<string, { schema: z.ZodType; until: number }>()

  async function schemaAt(url: string): Promise<Result<z.ZodType, DomainError>> {
    const now = deps.clock.now().getTime()
    const known = kept.get(url)
    if (known !== undefined && now < known.until) return ok(known.schema)
    kept.delete(url)
    const fetched = await deps.fetchJson({ url, method: 'GET', maxBytes, timeoutMs })
    if (!fetched.ok) return fetched
    const schema = understand(fetched.value)
    if (schema === undefined) {
      return err(domainError('peer.invalid', `${url} is not a JSON Schema that is understood here`))
    }
    if (kept.size >= maxSchemas) kept.delete(kept.keys().next().value!)
    kept.set(url, { schema, until: now + keepMs })
    return ok(schema)
  }

  return async (credential) => {
    for (const { id, type } of credential.schemas) {
      const about = Object.hasOwn(aboutWhat, type) ? aboutWhat[type] : undefined
      if (about === undefined)
        return refuse(`credential schemas of type ${type} are not known here`)
      const schema = await schemaAt(id)
      if (!schema.ok) return schema
      const checked = schema.value.safeParse(about(credential))
      if (!checked.success) {
        const issue = checked.error.issues[0]
        return refuse(
          `the credential does not meet ${id}: ${issue?.path.join('.')} ${issue?.message}`,
        )
      }
    }
    return ok(undefined)
  }
}

/** Undefined for what is no schema, and for one that says something which cannot be checked. */
function understand(schema: unknown): z.ZodType | undefined {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return undefined
  try {
    return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  } catch {
    return undefined
  }
}
