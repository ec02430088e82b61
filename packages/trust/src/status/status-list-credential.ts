import type { Did } from '@lianshu/kernel'
import { credentialsContext, didSchema } from '@lianshu/protocol/dcp'
import { z } from 'zod'
import type { Bitstring } from './bitstring.ts'
import { encodeList, type StatusListFormat } from './encoded-list.ts'
import type { StatusPurpose } from './status-entry.ts'

const formerContext = 'https://www.w3.org/2018/credentials/v1'
const statusList2021Context = 'https://w3id.org/vc/status-list/2021/v1'

/** A list and everything that is said around its bits. */
export interface StatusList {
  /** Where it is published; it is its own id. */
  readonly url: string
  readonly format: StatusListFormat
  readonly issuer: Did
  readonly purpose: StatusPurpose
  readonly bits: Bitstring
  readonly validFrom: Date
  readonly validUntil: Date
}

const subjectOf = ({ url, format, purpose, bits }: StatusList) => ({
  id: `${url}#list`,
  type: format,
  statusPurpose: purpose,
  encodedList: encodeList(bits, format),
})

/** The list as the payload of a JWT: a VCDM 2.0 credential itself, or claims around a VCDM 1.1 one. */
export function statusListPayload(list: StatusList): Record<string, unknown> {
  const { url: id, issuer, format } = list
  const from = list.validFrom.toISOString()
  const until = list.validUntil.toISOString()
  const type = ['VerifiableCredential', `${format}Credential`]
  const credentialSubject = subjectOf(list)
  if (format === 'BitstringStatusList') {
    const times = { validFrom: from, validUntil: until }
    return { '@context': [credentialsContext], id, type, issuer, ...times, credentialSubject }
  }
  const times = { issuanceDate: from, expirationDate: until }
  const context = [formerContext, statusList2021Context]
  return {
    ...{ iss: issuer, sub: id, jti: id },
    ...{ nbf: seconds(list.validFrom), exp: seconds(list.validUntil) },
    vc: { '@context': context, id, type, issuer, ...times, credentialSubject },
  }
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000)

const timeSchema = z.iso.datetime({ offset: true })

/** Somebody else's list, of either data model and format, as far as it decides about a credential. */
export const statusListSchema = z.looseObject({
  type: z
    .array(z.string())
    .max(8)
    .refine(
      (types) =>
        types.includes('BitstringStatusListCredential') ||
        types.includes('StatusList2021Credential'),
      'must be a status list credential',
    ),
  issuer: z.union([didSchema, z.looseObject({ id: didSchema }).transform(({ id }) => id)]),
  validFrom: timeSchema.optional(),
  validUntil: timeSchema.optional(),
  issuanceDate: timeSchema.optional(),
  expirationDate: timeSchema.optional(),
  credentialSubject: z.looseObject({
    statusPurpose: z.union([z.string().max(64), z.array(z.string().max(64)).max(8)]),
    encodedList: z.string(),
    statusSize: z.literal(1).optional(),
  }),
})

export type ReadStatusList = z.infer<typeof statusListSchema>
