import {
  membershipSubjectSchema,
  membershipType,
  organizationSubjectSchema,
  organizationType,
} from '@lianshu/protocol/dcp'
import { z } from 'zod'

const subjects = new Map<string, z.ZodType>([
  [membershipType, membershipSubjectSchema],
  [organizationType, organizationSubjectSchema],
])

/** The JSON Schema of what a credential of a type says about its subject; undefined for other types. */
export function credentialSchemaOf(type: string): Record<string, unknown> | undefined {
  const subject = subjects.get(type)
  return subject && z.toJSONSchema(subject, { io: 'input', target: 'draft-2020-12' })
}
