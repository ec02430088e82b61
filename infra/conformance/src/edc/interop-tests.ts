/** What the interop run checks, by the role that EDC plays; the order in which it happens. */
export const interopTests = [
  'edc-consumer:catalogue',
  'edc-consumer:negotiation',
  'edc-consumer:other-terms',
  'edc-consumer:transfer-start',
  'edc-consumer:transfer-suspend',
  'edc-consumer:transfer-resume',
  'edc-consumer:transfer-terminate',
  'edc-consumer:transfer-complete',
  'edc-provider:catalogue',
  'edc-provider:negotiation',
  'edc-provider:other-terms',
  'edc-provider:push',
  'edc-provider:transfer-suspend',
  'edc-provider:transfer-resume',
  'edc-provider:transfer-terminate',
] as const
export type InteropTest = (typeof interopTests)[number]
