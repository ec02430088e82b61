import { z } from 'zod'
import { didSchema } from './did-document.ts'

/** What a member may do in the space. */
export const memberRoleSchema = z.enum(['owner', 'trainer', 'operator', 'regulator'])

export type MemberRole = z.infer<typeof memberRoleSchema>

/**
 * The subject of a MembershipCredential: who is a member of the space, under which name and in which
 * roles. Operators of other makes may state neither; then the member has no role that gives rights.
 */
export const membershipSubjectSchema = z.looseObject({
  id: didSchema,
  name: z.string().min(1).max(200).optional(),
  roles: z.array(memberRoleSchema).max(4).default([]),
})

export type MembershipSubject = z.infer<typeof membershipSubjectSchema>
