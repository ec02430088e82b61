import { z } from 'zod'

export const organizationType = 'OrganizationCredential'
/** Ours: the terms of an organization credential's subject. */
export const organizationContext = 'https://w3id.org/lianshu/ns/1/organization.jsonld'

/** Registers that number companies: GB 32100 (China), ISO 17442 (worldwide). */
export const organizationSchemeSchema = z.enum(['uscc', 'lei'])

/** A company's number in a register. Whether its checksum holds is checked where it is taken in. */
export const organizationNumberSchema = z
  .strictObject({ scheme: organizationSchemeSchema, value: z.string().min(1).max(40) })
  .meta({ id: 'OrganizationNumber' })

export type OrganizationNumber = z.infer<typeof organizationNumberSchema>

/** Says which company a participant is, as the operator admitted it. */
export const organizationSubjectSchema = z
  .looseObject({
    legalName: z.string().min(1).max(200),
    registrationScheme: organizationSchemeSchema,
    registrationNumber: z.string().min(1).max(40),
  })
  .meta({ id: 'OrganizationSubject' })
