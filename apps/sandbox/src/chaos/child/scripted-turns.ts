import type { DecideTurn } from '@lianshu/exchange'
import { readTag, tagOf } from '../plan/tag.ts'

/**
 * Decides as the story says that the offer names: so many counter-offers, then on along the straight path,
 * or nothing where somebody is going to end it. Kept nowhere, so a killed process decides alike again.
 */
export const scriptedTurns: DecideTurn = async ({ state, offer }) => {
  const tag = readTag(offer['@id'])
  if (!tag) return { kind: 'refuse', code: 'chaos', reason: 'this is no story of ours' }
  const left = Number(tag.script)
  const open = state === 'REQUESTED' || state === 'OFFERED'
  if (open && left > 0) {
    const script = String(left - 1)
    return { kind: 'counter', offer: { ...offer, '@id': tagOf({ ...tag, script }) } }
  }
  return { kind: state === tag.holdAt ? 'hold' : 'proceed' }
}
