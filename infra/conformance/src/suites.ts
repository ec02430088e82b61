import type { Suite } from './suite.ts'
import { dcpCredentialService, dcpVerifier } from './suites/dcp-connector.ts'
import { dcpIssuer } from './suites/dcp-issuer.ts'
import { dsp } from './suites/dsp.ts'
import { edc } from './suites/edc.ts'

/** Everything that `npm run conformance` knows, in the order in which it runs. */
export const suites: readonly Suite[] = [dsp, dcpCredentialService, dcpIssuer, dcpVerifier, edc]
