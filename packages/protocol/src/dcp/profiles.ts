/**
 * Profiles of DCP 1.0 (section 7): data model, revocation and proof of a credential in one word. In
 * `vc20-bssl/jwt` the JWT's payload is the VCDM 2.0 credential; in `vc11-sl2021/jwt` a VCDM 1.1 credential
 * is the JWT's claim `vc`.
 */
export const credentialProfiles = ['vc20-bssl/jwt', 'vc11-sl2021/jwt'] as const

export type CredentialProfile = (typeof credentialProfiles)[number]

/** The profile of what we issue when nobody asks for another. */
export const defaultProfile: CredentialProfile = 'vc20-bssl/jwt'

/** What Eclipse components wrote into `format` before the profiles had aliases. */
const earlierNames: Readonly<Record<string, CredentialProfile>> = {
  VC1_0_JWT: 'vc11-sl2021/jwt',
  VC2_0_JOSE: 'vc20-bssl/jwt',
}

/** The profile that the `format` of a container names; undefined when nobody knows it. */
export function profileOfFormat(format: string): CredentialProfile | undefined {
  if (Object.hasOwn(earlierNames, format)) return earlierNames[format]
  return credentialProfiles.find((profile) => profile === format)
}
