import type { Did } from '@lianshu/kernel'
import { z } from 'zod'
import { didSchema } from './did-document.ts'
import type { CredentialProfile } from './profiles.ts'

/** A credential as rules look at it, whatever data model it is written in. */
export interface Credential {
  readonly profile: CredentialProfile
  readonly id: string
  readonly types: readonly string[]
  readonly issuer: Did
  readonly subject: Readonly<Record<string, unknown>> & { readonly id: Did }
  /** RFC 3339; absent when the credential says no such time. */
  readonly validFrom?: string
  readonly validUntil?: string
  /** Entries of `credentialStatus` as they stand there. */
  readonly statuses: readonly Readonly<Record<string, unknown>>[]
  readonly schemas: readonly { readonly id: string; readonly type: string }[]
  /** The whole credential in its own data model, for schemas that are about all of it. */
  readonly document: Readonly<Record<string, unknown>>
}

/** What an issuer wants to say; the profile decides how it is written. */
export interface CredentialContent {
  readonly id: string
  /** Beside `VerifiableCredential`. */
  readonly type: string
  /** Contexts beside that of the data model. */
  readonly contexts?: readonly string[]
  readonly issuer: Did
  readonly subject: Readonly<Record<string, unknown>> & { readonly id: Did }
  readonly validFrom: Date
  readonly validUntil: Date
  /** Entries of `credentialStatus`. */
  readonly statuses?: readonly Readonly<Record<string, unknown>>[]
  readonly schema?: { readonly id: string; readonly type: string }
}

/** One thing, or a list of such things: how JSON-LD writes most members of a credential. */
const oneOrMore = <T extends z.ZodType>(item: T, most: number) =>
  z.union([item.transform((one) => [one]), z.array(item).max(most)])

export const timeSchema = z.iso.datetime({ offset: true })

const toTime = (seconds: number) => new Date(seconds * 1000).toISOString()
const byTime = (left: string, right: string) => Date.parse(left) - Date.parse(right)

/** When a credential counts, by its own times and by those of the JWT around it: the narrower ones. */
export function validityOf(
  own: { readonly from?: string; readonly until?: string },
  jwt: { readonly nbf?: number; readonly exp?: number },
): Pick<Credential, 'validFrom' | 'validUntil'> {
  const present = (text: string | undefined, seconds: number | undefined) =>
    [text, seconds === undefined ? undefined : toTime(seconds)].filter((time) => time !== undefined)
  return {
    validFrom: present(own.from, jwt.nbf).toSorted(byTime).at(-1),
    validUntil: present(own.until, jwt.exp).toSorted(byTime).at(0),
  }
}

const nameSchema = z.string().min(1).max(128)
const subjectSchema = z.looseObject({ id: didSchema })
const statusSchema = z.looseObject({ type: nameSchema })
const referenceSchema = z.object({ id: z.string().min(1).max(512), type: nameSchema })

/** Several things as a list, one thing as itself: readers of VCDM 1.1 know only one status. */
export const oneOrAll = <T>(things: readonly T[] = []): T | readonly T[] | undefined =>
  things.length > 1 ? things : things[0]

/** What both data models write alike; a credential has one subject, the holder whom it binds. */
export const credentialParts = {
  id: z.string().min(1).max(512),
  type: oneOrMore(nameSchema, 8),
  issuer: z.union([didSchema, z.looseObject({ id: didSchema }).transform(({ id }) => id)]),
  credentialSubject: z.union([
    subjectSchema,
    z
      .array(subjectSchema)
      .length(1)
      .transform(([only]) => only!),
  ]),
  credentialStatus: oneOrMore(statusSchema, 8).default([]),
  credentialSchema: oneOrMore(referenceSchema, 8).default([]),
}
