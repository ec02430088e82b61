import { nearestName } from '@lianshu/http'

/** "; did you mean X?", or the names that there are; for the end of a sentence about an unknown name. */
export function nameHint(name: string, candidates: readonly string[]): string {
  const near = nearestName(
    name.toLowerCase(),
    candidates.map((candidate) => candidate.toLowerCase()),
  )
  const meant = candidates.find((candidate) => candidate.toLowerCase() === near)
  if (meant !== undefined) return `did you mean "${meant}"?`
  return `it has: ${candidates.slice(0, 30).join(', ')}${candidates.length > 30 ? ', …' : ''}.`
}
