declare const brand: unique symbol

/** A string that the compiler keeps apart from other strings. */
export type Branded<Name extends string> = string & { readonly [brand]: Name }

/** A decentralized identifier: who a participant is, everywhere and in every key. */
export type Did = Branded<'Did'>
export type DatasetId = Branded<'DatasetId'>
export type OfferId = Branded<'OfferId'>
export type NegotiationId = Branded<'NegotiationId'>
export type AgreementId = Branded<'AgreementId'>
export type TransferId = Branded<'TransferId'>
export type RunId = Branded<'RunId'>
export type DemandId = Branded<'DemandId'>

const didPattern = /^did:[a-z0-9]+:[A-Za-z0-9._:%-]{1,500}$/

/** True when the text has the grammar of a DID (W3C DID Core 3.1), without resolving it. */
export const isDid = (text: string): text is Did => didPattern.test(text)

/** Brands a text that the caller vouches for: a value read from our own store, or just minted. */
export const asId = <Id extends Branded<string>>(text: string): Id => text as Id

/** A fresh URN, RFC 9562 version 4, from the given source of randomness. */
export function mintUrn(random: { bytes(length: number): Uint8Array }): string {
  const bytes = random.bytes(16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
