import type { Did, Random } from '@lianshu/kernel'
import { fewestBits } from '../status/bitstring.ts'
import type { StatusListFormat } from '../status/encoded-list.ts'
import type { IssuedCredentials } from './issued-credential.ts'

export interface Place {
  readonly statusList: string
  readonly statusIndex: number
}

/** Lists are named by their format and counted: whoever publishes one knows how to write it. */
const nameStarts = { BitstringStatusList: 'bitstring', StatusList2021: 'statuslist2021' } as const

/** Half full is full: a free place is then found at the second try on average, and nobody stands alone. */
const fullAt = fewestBits / 2

/**
 * Takes a place in a status list by chance (Bitstring Status List 1.0 section 6.1): neighbours in a list
 * say nothing about who was given a credential when. `take` stores it, and says false when another was faster.
 */
export async function choosePlace(
  {
    issued,
    random,
  }: { readonly issued: Pick<IssuedCredentials, 'taken'>; readonly random: Random },
  { issuer, format }: { readonly issuer: Did; readonly format: StatusListFormat },
  take: (place: Place) => Promise<boolean>,
): Promise<Place> {
  let number = 1
  const name = () => `${nameStarts[format]}-${number}`
  while ((await issued.taken(issuer, name())) >= fullAt) number++
  const statusList = name()
  for (;;) {
    const place = { statusList, statusIndex: Math.floor(random.unit() * fewestBits) }
    if (await take(place)) return place
  }
}

/** The format of a list by its name; undefined when no list can have it. */
export function formatOfList(statusList: string): StatusListFormat | undefined {
  const start = /^([a-z0-9]+)-[1-9]\d{0,8}$/.exec(statusList)?.[1]
  const found = Object.entries(nameStarts).find(([, named]) => named === start)
  return found?.[0] as StatusListFormat | undefined
}
