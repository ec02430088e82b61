import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TransferGate } from '@lianshu/exchange'
import { domainError, err, ok } from '@lianshu/kernel'
import { readTag } from '../plan/tag.ts'

/** One effect of a gate on the world outside; lines are only ever added. */
export interface GateEffect {
  readonly transfer: string
  readonly effect: 'opened' | 'closed'
}

export const readGateEffects = (file: string): readonly GateEffect[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as GateEffect)
    : []

/** Long enough for the consumer to change its mind before the transfer starts. */
const slowMs = 600

/**
 * A data plane that outlives its connector: what is open is what the file says. Asking for what is so
 * already has no effect, so every line is one that somebody outside would have seen.
 */
export function openFileGate(file: string): TransferGate {
  const open = new Set<string>()
  for (const { transfer, effect } of readGateEffects(file)) {
    if (effect === 'opened') open.add(transfer)
    else open.delete(transfer)
  }
  const write = (line: GateEffect) => appendFileSync(file, `${JSON.stringify(line)}\n`)
  return {
    async open({ id, requestAddress }) {
      const script = readTag(requestAddress?.endpointType)?.script
      if (script === 'refuse') return err(domainError('policy.denied', 'the plan refuses this'))
      if (script === 'slow' && !open.has(id)) await sleep(slowMs)
      if (!open.has(id)) write({ transfer: id, effect: 'opened' })
      open.add(id)
      return ok({ '@type': 'DataAddress', endpointType: 'urn:lianshu:chaos:gate', endpoint: id })
    },
    async close({ id }) {
      if (open.delete(id)) write({ transfer: id, effect: 'closed' })
    },
  }
}

/** The transfer format that the gate serves. */
export const gateFormat = 'ChaosGate'
