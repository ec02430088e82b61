import {
  type Clock,
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  err,
  type Json,
  mintUrn,
  ok,
  type Random,
  type Result,
} from '@lianshu/kernel'
import {
  type CredentialObject,
  type CredentialRequest,
  dcpContext,
  profileOfFormat,
} from '@lianshu/protocol/dcp'
import { isTrusted, type TrustedIssuers } from '../credentials/trusted-issuers.ts'
import { type IssuerMetadataDeps, issuerService, readIssuerMetadata } from './issuer-metadata.ts'
import { walletRequestMachine } from './wallet-request-machine.ts'
import type {
  AskedCredential,
  WalletRequest,
  WalletStores,
  WalletTransactor,
} from './wallet-stores.ts'

export interface RequestCredentialsDeps extends IssuerMetadataDeps {
  readonly wallet: WalletTransactor
  readonly trustedIssuers: TrustedIssuers
  readonly clock: Clock
  readonly random: Random
}

export interface RequestCredentials {
  readonly holder: Did
  readonly issuer: Did
  /** Which of the issuer's credentials: by id, or the first of each type. */
  readonly wanted: { readonly ids: readonly string[] } | { readonly types: readonly string[] }
  /** A request that is given up as this one is made: what it asked for was issued and never came. */
  readonly insteadOf?: WalletRequest
}

/** Names the messages of this process in the outbox. */
export const walletRequestKind = 'wallet-request'

/**
 * Asks an issuer for credentials (DCP 1.0 section 6.4). The request is stored and its message goes out with
 * it; the credentials come later, by a message of the issuer. `auth.forbidden` when the issuer is not trusted
 * for a type, `input.invalid` when its metadata do not offer what is wanted in a profile that we read.
 */
export async function requestCredentials(
  deps: RequestCredentialsDeps,
  { holder, issuer, wanted, insteadOf }: RequestCredentials,
): Promise<Result<WalletRequest, DomainError>> {
  const metadata = await readIssuerMetadata(deps, issuer)
  if (!metadata.ok) return metadata
  const asked = choose(metadata.value.credentialsSupported, wanted)
  if (!asked.ok) return asked
  const stranger = asked.value.find(({ type }) => !isTrusted(deps.trustedIssuers, issuer, type))
  if (stranger !== undefined) {
    const message = `${issuer} is not a trusted issuer of ${stranger.type}`
    return err(domainError('auth.forbidden', message))
  }
  const service = await issuerService(deps, issuer)
  if (!service.ok) return service
  const holderPid = mintUrn(deps.random)
  const request: WalletRequest = {
    ...{ participantId: holder, id: holderPid, version: 0, issuer, asked: asked.value },
    ...{ state: walletRequestMachine.initial, requestedAt: deps.clock.now().toISOString() },
    ...(insteadOf && { madeAnew: (insteadOf.madeAnew ?? 0) + 1 }),
  }
  return deps.wallet.run(async ({ requests, outbox }) => {
    const given = insteadOf && (await giveUp(requests, insteadOf, holderPid))
    if (given?.ok === false) return given
    const stored = await requests.insert(request)
    if (!stored.ok) throw new DomainFailure(stored.error)
    await outbox.add({
      ...{ id: mintUrn(deps.random), participantId: holder, counterpartyId: issuer },
      ...{ to: `${service.value}/credentials`, body: messageOf(request) as unknown as Json },
      ...{ processId: holderPid, kind: walletRequestKind },
    })
    return stored
  })
}

async function giveUp(
  requests: WalletStores['requests'],
  lost: WalletRequest,
  successor: string,
): Promise<Result<WalletRequest, DomainError>> {
  const next = walletRequestMachine.next(lost.state, 'fail', 'holder')
  if (!next.ok) return next
  const reason = `the issuer calls it issued, and nothing came; asked anew as ${successor}`
  return requests.update({ ...lost, state: next.value, reason })
}

const messageOf = ({ id, asked }: WalletRequest): CredentialRequest => ({
  ...{ '@context': [dcpContext], type: 'CredentialRequestMessage', holderPid: id },
  credentials: asked.map((credential) => ({ id: credential.id })),
})

function choose(
  supported: readonly CredentialObject[],
  wanted: RequestCredentials['wanted'],
): Result<readonly AskedCredential[], DomainError<'input.invalid'>> {
  const readable = supported.flatMap(({ id, credentialType: type, profile: alias }) => {
    const profile = profileOfFormat(alias)
    return profile === undefined ? [] : [{ id, type, profile }]
  })
  const names = 'ids' in wanted ? wanted.ids : wanted.types
  const key = 'ids' in wanted ? 'id' : 'type'
  const asked: AskedCredential[] = []
  for (const name of new Set(names)) {
    const found = readable.find((credential) => credential[key] === name)
    if (found === undefined) {
      return err(domainError('input.invalid', `the issuer gives no credential of ${key} ${name}`))
    }
    asked.push(found)
  }
  return asked.length > 0 ? ok(asked) : err(domainError('input.invalid', 'nothing is asked for'))
}
