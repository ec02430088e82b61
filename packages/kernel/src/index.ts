export {
  concatBytes,
  fromBase64Url,
  fromHex,
  fromUtf8,
  sha256,
  toBase64Url,
  toHex,
  utf8,
} from './bytes.ts'
export { canonicalJson, type Json } from './canonical-json.ts'
export { type Clock, manualClock, systemClock } from './clock.ts'
export { errorWords, type Locale, type Words } from './error-words.ts'
export {
  type DomainError,
  DomainFailure,
  domainError,
  type ErrorCode,
  errorCodes,
} from './errors.ts'
export { findAll } from './find-all.ts'
export {
  type AgreementId,
  asId,
  type Branded,
  type DatasetId,
  type DemandId,
  type Did,
  isDid,
  mintUrn,
  type NegotiationId,
  type OfferId,
  type RunId,
  type TransferId,
} from './ids.ts'
export { type Logger, silentLogger } from './logger.ts'
export {
  defineMachine,
  type Machine,
  type RoleTable,
  type Transition,
  type TransitionTable,
} from './machine.ts'
export { nearestName } from './nearest-name.ts'
export type { Inbox, MessageKey, StoredAnswer } from './ports/inbox.ts'
export type { Job, JobOptions, JobQueue } from './ports/job-queue.ts'
export {
  type ByteRange,
  type ObjectStore,
  readAll,
  type StoredObject,
} from './ports/object-store.ts'
export type { DeadLetter, Delivery, Outbox, OutboxMessage } from './ports/outbox.ts'
export type { LogRecord, RecordLog } from './ports/record-log.ts'
export type { SeenTokens } from './ports/seen-tokens.ts'
export type { Transactor } from './ports/transactor.ts'
export type { Page, Versioned, VersionedStore } from './ports/versioned-store.ts'
export { type Random, seededRandom, systemRandom } from './random.ts'
export { err, ok, type Result, unwrap } from './result.ts'
