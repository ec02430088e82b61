/** What the interop run checks, by the role that EDC plays; the order in which it happens. */
export const interopTests = [
  'edc-consumer:catalogue',
  'edc-consumer:negotiation',
  'edc-consumer:other-terms',
  'edc-consumer:start',
  'edc-consumer:suspend-by-consumer',
  'edc-consumer:resume-by-consumer',
  'edc-consumer:suspend-by-provider',
  'edc-consumer:resume-by-provider',
  'edc-consumer:terminate-by-consumer',
  'edc-consumer:complete-by-provider',
  'edc-provider:catalogue',
  'edc-provider:negotiation',
  'edc-provider:other-terms',
  'edc-provider:push',
  'edc-provider:start',
  'edc-provider:suspend-by-consumer',
  'edc-provider:resume-by-consumer',
  'edc-provider:suspend-by-provider',
  'edc-provider:resume-by-provider',
  'edc-provider:terminate-by-consumer',
] as const
export type InteropTest = (typeof interopTests)[number]
