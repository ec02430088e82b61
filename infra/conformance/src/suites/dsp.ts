import { dspKit } from '../kits/kit.ts'
import { runKit } from '../kits/run-kit.ts'
import type { Suite } from '../suite.ts'
import { dspTests } from './dsp-tests.ts'

/** The Dataspace Protocol, both roles, against one connector. */
export const dsp: Suite = {
  ...{ name: 'dsp', kit: dspKit, expected: dspTests },
  run: (context) =>
    runKit(context, {
      kit: dspKit,
      properties: {},
      packages: ['org.eclipse.dataspacetck.dsp.verification'],
    }),
}
