// Runs in browsers: WebCrypto only, nothing of Node.
export {
  appendLeaf,
  type CompletedNode,
  emptyFrontier,
  type Frontier,
  frontierRoot,
} from './frontier.ts'
export {
  cosignatureSchema,
  logEntrySchema,
  logHeadSchema,
  logRecordSchema,
  signedHeadSchema,
} from './log-schemas.ts'
export type { Cosignature, LogEntry, LogHead, SignedHead, WitnessStatement } from './log-shapes.ts'
export { emptyRoot, type Hash, leafHash, nodeHash } from './merkle-hash.ts'
export {
  type ConsistencyProof,
  type InclusionProof,
  type SubtreeProof,
  verifyConsistency,
  verifyInclusion,
  verifySubtreeConsistency,
  verifySubtreeInclusion,
} from './merkle-proof.ts'
export {
  checkDetachedJson,
  checkSignedJson,
  type FindKey,
  findIn,
  type PublicKeys,
} from './signed-json.ts'
export {
  type LogEvidence,
  type LogStep,
  type LogVerdict,
  verifyLog,
  verifyLogSteps,
} from './verify-log.ts'
