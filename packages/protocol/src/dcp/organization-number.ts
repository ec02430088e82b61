import { z } from 'zod'

/** Registers that number companies: GB 32100 (China), ISO 17442 (worldwide). */
export const organizationSchemeSchema = z.enum(['uscc', 'lei'])

/** A company's number in a register. Whether its checksum holds is checked where it is taken in. */
export const organizationNumberSchema = z
  .strictObject({ scheme: organizationSchemeSchema, value: z.string().min(1).max(40) })
  .meta({ id: 'OrganizationNumber' })

export type OrganizationNumber = z.infer<typeof organizationNumberSchema>
