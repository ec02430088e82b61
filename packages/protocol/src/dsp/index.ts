export { dspContext, knownContexts } from '../json-ld/bundled-contexts.ts'
export { allMessages } from './all-messages.ts'
export * from './catalog-messages.ts'
export { type DspArea, dspErrorStatus, renderDspError, unknownPid } from './errors.ts'
export type { MessageCodec, MessageOf } from './message-codec.ts'
export * from './negotiation-messages.ts'
export { nextPage } from './next-page.ts'
export * from './transfer-messages.ts'
export {
  dspBaseFrom,
  dspVersion,
  joinAddress,
  type ProtocolVersions,
  pathSegment,
  protocolVersionsSchema,
  renderProtocolVersions,
  versionPath,
} from './version.ts'
