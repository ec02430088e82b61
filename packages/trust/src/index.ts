export {
  type AcceptCredentialDeps,
  acceptCredential,
} from './credentials/accept-credential.ts'
export { type CredentialSchemaCheck, createSchemaCheck } from './credentials/check-schema.ts'
export { credentialJwtTypes, signCredential } from './credentials/sign-credential.ts'
export { isTrusted, type TrustedIssuers, trustIssuers } from './credentials/trusted-issuers.ts'
export {
  type CredentialRules,
  type VerifyCredentialDeps,
  verifyCredential,
} from './credentials/verify-credential.ts'
export { assertionKeys, buildDidDocument, type DidService } from './did/did-document.ts'
export {
  createDidResolver,
  type DidResolver,
  type DidResolverDeps,
  type ResolvedKey,
} from './did/did-resolver.ts'
export { type DidWebOptions, didOfKid, didWeb, didWebUrl } from './did/did-web.ts'
export { isOwnAddress } from './did/own-address.ts'
export { formatOfList } from './issuing/choose-place.ts'
export { type DecideIssuanceDeps, decideIssuance, outcomeKind } from './issuing/decide-issuance.ts'
export {
  type HolderFacts,
  type IssuableCredential,
  memberCredentials,
} from './issuing/issuable-credential.ts'
export { type Issuance, issuanceStatus } from './issuing/issuance.ts'
export { issuanceMachine } from './issuing/issuance-machine.ts'
export { issueToMembers } from './issuing/issue-to-members.ts'
export type { IssuedCredential, IssuedCredentials } from './issuing/issued-credential.ts'
export {
  type IssuedCredentialState,
  issuedCredentialMachine,
} from './issuing/issued-credential-machine.ts'
export { issuerMetadata } from './issuing/issuer-metadata.ts'
export { type OfferRenewalsDeps, offerKind, offerRenewals } from './issuing/offer-renewals.ts'
export type {
  IssuanceDecision,
  IssuancePolicy,
  IssuingStores,
  IssuingTransactor,
} from './issuing/ports.ts'
export { type PublishStatusListDeps, publishStatusList } from './issuing/publish-status-list.ts'
export {
  type ReceiveCredentialRequestDeps,
  receiveCredentialRequest,
} from './issuing/receive-credential-request.ts'
export { settleCredentialDelivery } from './issuing/settle-delivery.ts'
export { type KeyInfo, keyInfo, keyInfoSchema, keyRotationSchema } from './keys/key-info.ts'
export {
  activeKey,
  generateParticipantKeys,
  type KeyAlgorithm,
  type KeyRotation,
  type ParticipantKeys,
  type RetiredKey,
  rotateKeys,
  type SigningKey,
} from './keys/participant-keys.ts'
export type {
  LogStore,
  NodePosition,
  PendingRecord,
  PlacedBatch,
  TreeNode,
  WitnessStore,
} from './log/ports.ts'
export { type Proof, type ProveDeps, proveConsistency, proveInclusion } from './log/prove.ts'
export { type SequenceLogDeps, sequenceLog } from './log/sequence-log.ts'
export { type WitnessHead, type WitnessHeadDeps, witnessHead } from './log/witness-head.ts'
export { type Application, applyForMembership } from './membership/apply-for-membership.ts'
export {
  type DecideMembership,
  decideMembership,
  type MembershipDecision,
} from './membership/decide-membership.ts'
export {
  type KnownMember,
  type KnownMembers,
  type LostStanding,
  lostStanding,
  type StandingLimits,
} from './membership/known-member.ts'
export { isLei, leiCheckDigits } from './membership/lei.ts'
export type {
  HostedParticipant,
  HostedParticipants,
  Member,
  MemberStep,
  Members,
} from './membership/member.ts'
export {
  type MemberEvent,
  type MemberState,
  memberEventWords,
  memberMachine,
  memberStateWords,
} from './membership/member-machine.ts'
export {
  type OrganizationScheme,
  organizationSchemeWords,
  readOrganizationNumber,
} from './membership/organization-number.ts'
export type { MembershipDeps, MembershipStores } from './membership/ports.ts'
export { isUscc, usccCheckCharacter } from './membership/uscc.ts'
export type {
  CredentialStatusCheck,
  CredentialStore,
  DocumentRequest,
  FetchDocument,
  FetchedDocument,
  FetchJson,
  JsonRequest,
  KeyStore,
  StatusClaims,
  StoredCredential,
} from './ports.ts'
export {
  type BuildPresentations,
  buildPresentations,
  presentationJwtTypes,
} from './presentations/build-presentations.ts'
export {
  createMembershipVerifier,
  type Membership,
  type MembershipQuestion,
  type MembershipVerifier,
  type MembershipVerifierDeps,
} from './presentations/membership-verifier.ts'
export { verifyPresentation } from './presentations/verify-presentation.ts'
export { signDetachedJson, signJson } from './sign/sign-json.ts'
export { type SignedBy, verifyDetachedJson, verifyJson } from './sign/verify-json.ts'
export { type Bitstring, bitstringOf, fewestBits } from './status/bitstring.ts'
export { createStatusCheck } from './status/check-status.ts'
export type { StatusListFormat } from './status/encoded-list.ts'
export type { ReadStatusListDeps } from './status/read-status-list.ts'
export { type PublishedStatusList, signStatusList } from './status/sign-status-list.ts'
export { type StatusPurpose, statusEntriesAt, statusPurposes } from './status/status-entry.ts'
export type { StatusList } from './status/status-list-credential.ts'
export {
  type GrantedToken,
  type GrantTokenDeps,
  grantToken,
  type TokenRefusal,
} from './tokens/grant-token.ts'
export { type IssueToken, type IssueTokenDeps, issueSelfIssuedToken } from './tokens/issue-token.ts'
export { type AccessTokens, keepAccessTokens } from './tokens/kept-access-tokens.ts'
export {
  type ClientSecret,
  issueClientSecret,
  type TokenClient,
  type TokenClients,
} from './tokens/token-client.ts'
export {
  type VerifiedToken,
  type VerifyTokenDeps,
  verifySelfIssuedToken,
} from './tokens/verify-token.ts'
export * from './verify/index.ts'
export {
  type AnswerOfferDeps,
  declineOffer,
  renewOffered,
  requestOffered,
} from './wallet/answer-offer.ts'
export {
  type AnswerQueryDeps,
  answerPresentationQuery,
  type PresentationQueryCommand,
} from './wallet/answer-query.ts'
export { type AskIssuer, type FollowRequestDeps, followRequest } from './wallet/follow-request.ts'
export {
  type ReceiveCredentialsDeps,
  receiveCredentials,
  type WalletMessage,
} from './wallet/receive-credentials.ts'
export { type ReceiveOfferDeps, receiveOffer } from './wallet/receive-offer.ts'
export {
  type RequestCredentials,
  type RequestCredentialsDeps,
  requestCredentials,
  walletRequestKind,
} from './wallet/request-credentials.ts'
export { settleRequestDelivery } from './wallet/settle-request-delivery.ts'
export { walletOfferMachine } from './wallet/wallet-offer-machine.ts'
export { walletRequestMachine } from './wallet/wallet-request-machine.ts'
export { dcpWalletRules, type WalletRules } from './wallet/wallet-rules.ts'
export type {
  AskedCredential,
  OfferedThing,
  WalletOffer,
  WalletRequest,
  WalletStores,
  WalletTransactor,
} from './wallet/wallet-stores.ts'
