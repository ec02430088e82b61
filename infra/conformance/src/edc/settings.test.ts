import { describe, expect, it } from 'vitest'
import { type EdcPort, edcPorts, edcSettings } from './settings.ts'

const ports = Object.fromEntries(edcPorts.map((name, index) => [name, 9000 + index])) as Record<
  EdcPort,
  number
>
const participantId = 'did:web:localhost%3A9003:edc'

describe('the settings of an EDC', () => {
  it('give every interface a port and a path of its own', () => {
    const settings = edcSettings({ participantId, ports })
    expect(settings).toMatchObject({
      'edc.participant.id': participantId,
      'edc.dsp.callback.address': 'http://localhost:9003/protocol',
      'web.http.port': '9000',
      'web.http.path': '/api',
      'web.http.management.port': '9002',
      'web.http.management.path': '/management',
    })
    const paths = Object.entries(settings).filter(([key]) => key.endsWith('.path'))
    expect(new Set(paths.map(([, path]) => path)).size).toBe(edcPorts.length)
  })

  it('leave the loops as EDC has them unless a wait is named', () => {
    const waits = (settings: object) => Object.keys(settings).filter((key) => key.includes('wait'))
    expect(waits(edcSettings({ participantId, ports }))).toEqual([])
    const settings = edcSettings({ participantId, ports, loopMs: 50 })
    expect(waits(settings)).toHaveLength(4)
    expect(settings['edc.negotiation.provider.state-machine.iteration-wait-millis']).toBe('50')
  })
})
