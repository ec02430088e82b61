export {
  type CheckStep,
  type VerifiedLog,
  type VerifyNodeLog,
  verifyNodeLog,
} from './log/verify-node-log.ts'
