import {
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  sha256,
  toHex,
  utf8,
} from '@lianshu/kernel'
import {
  type CredentialContainer,
  type CredentialMessage,
  profileOfFormat,
} from '@lianshu/protocol/dcp'
import { type AcceptCredentialDeps, acceptCredential } from '../credentials/accept-credential.ts'
import type { StoredCredential } from '../ports.ts'
import { toStored } from './stored-credential.ts'
import type { WalletRequest } from './wallet-stores.ts'

const refuse = (message: string) =>
  err(domainError('input.invalid', message, { at: 'credentials' }))

/**
 * What of a delivery may be kept: every credential that was asked for and none that was not, each in the
 * profile that its container names, by the issuer itself, about the holder, and accepted like a credential
 * that is shown to us. One that fails refuses them all: the message is about the whole request.
 */
export async function acceptDelivery(
  deps: AcceptCredentialDeps,
  request: WalletRequest,
  { credentials: containers }: CredentialMessage,
): Promise<Result<readonly StoredCredential[], DomainError>> {
  const types = new Set(containers.map(({ credentialType }) => credentialType))
  const asked = new Set(request.asked.map(({ type }) => type))
  const unasked = [...types].find((type) => !asked.has(type))
  if (unasked !== undefined) return refuse(`${unasked} was not asked for in this request`)
  const missing = [...asked].find((type) => containers.length > 0 && !types.has(type))
  if (missing !== undefined) return refuse(`${missing} was asked for in this request, too`)
  const accepted = new Map<string, StoredCredential>()
  for (const container of containers) {
    const credential = await acceptContainer(deps, request, container)
    if (!credential.ok) return credential
    if (accepted.has(credential.value.id)) return refuse('the same credential stands in it twice')
    accepted.set(credential.value.id, credential.value)
  }
  return ok([...accepted.values()])
}

async function acceptContainer(
  deps: AcceptCredentialDeps,
  { issuer, participantId: holder }: WalletRequest,
  { credentialType: type, format, payload }: CredentialContainer,
): Promise<Result<StoredCredential, DomainError>> {
  const profile = profileOfFormat(format)
  if (profile === undefined) return refuse(`credentials of format ${format} are not kept here`)
  const credential = await acceptCredential(deps, payload, { type, holder })
  if (!credential.ok) return credential
  if (credential.value.profile !== profile) return refuse(`the ${type} is not ${format}`)
  if (credential.value.issuer !== issuer) return refuse(`the ${type} was not issued by its sender`)
  return ok(toStored(credential.value, payload))
}

/** SHA-256 over what a message delivers, hexadecimal. */
export const digestOf = async ({ status, credentials }: CredentialMessage): Promise<string> =>
  toHex(await sha256(utf8(JSON.stringify([status, credentials.map(({ payload }) => payload)]))))
