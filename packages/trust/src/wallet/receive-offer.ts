import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import {
  type CredentialOfferMessage,
  credentialOfferMessageSchema,
  type OfferedCredential,
} from '@lianshu/protocol/dcp'
import { isTrusted, type TrustedIssuers } from '../credentials/trusted-issuers.ts'
import { type VerifyTokenDeps, verifySelfIssuedToken } from '../tokens/verify-token.ts'
import { type IssuerMetadataDeps, readIssuerMetadata } from './issuer-metadata.ts'
import { keepOffer } from './keep-offer.ts'
import type { WalletMessage } from './receive-credentials.ts'
import type { WalletRules } from './wallet-rules.ts'
import type { OfferedThing, WalletOffer, WalletTransactor } from './wallet-stores.ts'

export interface ReceiveOfferDeps extends VerifyTokenDeps, IssuerMetadataDeps {
  readonly wallet: WalletTransactor
  readonly trustedIssuers: TrustedIssuers
  readonly rules: Pick<WalletRules, 'unknownOffers'>
}

/**
 * Takes a CredentialOfferMessage (DCP 1.0 section 6.6) into the wallet. Entries that are an id alone are
 * looked up in the issuer's metadata. `auth.forbidden` when somebody else sends it, or offers what it is not
 * trusted with; `input.invalid` when an id is not in the metadata.
 */
export async function receiveOffer(
  deps: ReceiveOfferDeps,
  { holder, token, body }: WalletMessage,
): Promise<Result<WalletOffer, DomainError>> {
  const sender = await verifySelfIssuedToken(deps, { token, audience: holder })
  if (!sender.ok) return sender
  const message = credentialOfferMessageSchema.safeParse(body)
  if (!message.success) {
    const issue = message.error.issues[0]
    const at = issue?.path.join('.')
    return err(
      domainError('input.invalid', issue?.message ?? 'not a CredentialOfferMessage', { at }),
    )
  }
  const { issuer } = message.data
  if (issuer !== sender.value.issuer) return forbid(`${issuer} did not send this offer itself`)
  // Before anything is fetched: a stranger's offer makes us call nobody.
  const trusts = [...deps.trustedIssuers.values()].some((issuers) => issuers.has(issuer))
  if (!trusts) return forbid(`${issuer} is not an issuer that is trusted here`)
  const explained = await explain(deps, message.data)
  if (!explained.ok) return explained
  const strange = explained.value.find(
    ({ type }) => type !== undefined && !isTrusted(deps.trustedIssuers, issuer, type),
  )
  if (strange) return forbid(`${issuer} is not a trusted issuer of ${strange.type}`)
  return keepOffer(deps, { holder, issuer, credentials: explained.value })
}

const forbid = (message: string) => err(domainError('auth.forbidden', message))

/** Gives sparse entries the type and profile that their issuer publishes. */
async function explain(
  deps: ReceiveOfferDeps,
  { issuer, credentials }: CredentialOfferMessage,
): Promise<Result<readonly OfferedThing[], DomainError>> {
  const isSparse = ({ credentialType }: OfferedCredential) => credentialType === undefined
  if (!credentials.some(isSparse)) return ok(credentials.map(toThing))
  const metadata = await readIssuerMetadata(deps, issuer as Did)
  if (!metadata.ok && deps.rules.unknownOffers === 'refused') return metadata
  const known = metadata.ok ? metadata.value.credentialsSupported : []
  const explained = credentials.map((credential) => {
    const supported = known.find(({ id }) => id === credential.id)
    return toThing(isSparse(credential) && supported ? supported : credential)
  })
  const unknown = explained.find(({ type }) => type === undefined)
  if (unknown === undefined || deps.rules.unknownOffers === 'kept') return ok(explained)
  const message = `${unknown.id} is not in the metadata of ${issuer}`
  return err(domainError('input.invalid', message, { at: 'credentials' }))
}

const toThing = ({
  id,
  credentialType,
  profile,
  offerReason,
}: OfferedCredential): OfferedThing => ({
  ...{ id, type: credentialType, profile, reason: offerReason },
})
