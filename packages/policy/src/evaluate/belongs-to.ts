import type { WorldState } from './situation.ts'

/** How many steps a chain of memberships is followed. */
const farthest = 8

/**
 * Is `part` the same as `whole`, or in it by what the world says of memberships, over any steps? Codes of
 * places hold their parts by themselves: `CN-32` is in `CN`.
 */
export function belongsTo(
  part: string,
  whole: string,
  world: WorldState,
  arePlaces = false,
): boolean {
  const reached = (id: string) => id === whole || (arePlaces && id.startsWith(`${whole}-`))
  if (reached(part)) return true
  const { memberOf } = world
  if (memberOf === undefined) return false
  let level: readonly string[] = [part]
  const seen = new Set(level)
  for (let step = 0; step < farthest && level.length > 0; step++) {
    const next = level.flatMap((id) => (Object.hasOwn(memberOf, id) ? memberOf[id]! : []))
    if (next.some(reached)) return true
    level = next.filter((id) => !seen.has(id))
    for (const id of level) seen.add(id)
  }
  return false
}
