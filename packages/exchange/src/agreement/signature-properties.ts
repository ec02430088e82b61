import { LIANSHU } from '@lianshu/protocol/odrl'

/** Beside the agreement in a ContractAgreementMessage: the provider's detached JWS over it. */
export const providerSignatureProperty = `${LIANSHU}providerSignature` as const
/** In a ContractAgreementVerificationMessage: the consumer's detached JWS over the same agreement. */
export const consumerSignatureProperty = `${LIANSHU}consumerSignature` as const

/** A signature from a message, which a foreign connector may leave out. */
export function signatureIn(
  message: { readonly [iri: `${string}:${string}`]: unknown },
  property: `${string}:${string}`,
): string | undefined {
  const value = message[property]
  return typeof value === 'string' && value.length <= 4096 ? value : undefined
}
