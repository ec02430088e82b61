import { dspKit } from '../kits/kit.ts'
import { runKit } from '../kits/run-kit.ts'
import type { Suite } from '../suite.ts'
import { type Pilot, startPilot } from '../systems/start-pilot.ts'
import { dspTests } from './dsp-tests.ts'

/** The Dataspace Protocol, both roles, against one connector. */
export const dsp: Suite = {
  ...{ name: 'dsp', kit: dspKit, expected: dspTests },
  async run(context) {
    context.say('  setting the stage: a participant, its datasets, its agreements …')
    const pilot = await startPilot(context)
    try {
      return await runKit(context, {
        kit: dspKit,
        properties: propertiesFor(pilot),
        packages: ['org.eclipse.dataspacetck.dsp.verification'],
      })
    } finally {
      await pilot.stop()
    }
  },
}

function propertiesFor(pilot: Pilot): Record<string, string> {
  const connector = 'dataspacetck.dsp.connector'
  return {
    'dataspacetck.host': '127.0.0.1',
    'dataspacetck.port': String(pilot.kitPort),
    'dataspacetck.callback.address': `http://127.0.0.1:${pilot.kitPort}`,
    [`${connector}.agent.id`]: pilot.participantId,
    [`${connector}.http.url`]: pilot.base,
    [`${connector}.http.base.url`]: pilot.base.replace(/\/2025-1$/, ''),
    [`${connector}.http.headers.authorization`]: `Bearer ${pilot.secret}`,
    [`${connector}.negotiation.initiate.url`]: `${pilot.triggerUrl}/negotiations`,
    [`${connector}.transfer.initiate.url`]: `${pilot.triggerUrl}/transfers`,
    ...pilot.properties,
  }
}
