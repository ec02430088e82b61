/** Each of these APIs of an EDC listens on a port of its own. */
export const edcPorts = [
  'default',
  'control',
  'management',
  'protocol',
  'signaling',
  'version',
] as const
export type EdcPort = (typeof edcPorts)[number]

const loops = ['negotiation.consumer', 'negotiation.provider', 'transfer', 'dataplane'] as const

/**
 * The settings of an EDC. Its participant id is a DID, as every id is that our side takes. `loopMs` is how
 * long each of its loops sleeps when it found nothing to do; EDC's own default is a second.
 */
export function edcSettings({
  participantId,
  ports,
  loopMs,
}: {
  readonly participantId: string
  readonly ports: Readonly<Record<EdcPort, number>>
  readonly loopMs?: number
}): Readonly<Record<string, string>> {
  const listening = edcPorts.flatMap((name) => {
    const context = name === 'default' ? 'web.http' : `web.http.${name}`
    return [
      [`${context}.port`, String(ports[name])],
      [`${context}.path`, name === 'default' ? '/api' : `/${name}`],
    ]
  })
  const waits = loops.map((loop) => [
    `edc.${loop}.state-machine.iteration-wait-millis`,
    String(loopMs),
  ])
  return {
    'edc.participant.id': participantId,
    'edc.hostname': 'localhost',
    'edc.dsp.callback.address': `http://localhost:${ports.protocol}/protocol`,
    // Named because they must be; no such key is ever asked for.
    'edc.transfer.proxy.token.signer.privatekey.alias': 'private-key',
    'edc.transfer.proxy.token.verifier.publickey.alias': 'public-key',
    ...Object.fromEntries(listening),
    ...(loopMs === undefined ? {} : Object.fromEntries(waits)),
  }
}
