/** How a story's name travels: as the id of an offer, or as the type of a transfer's data address. */
const prefix = 'urn:lianshu:chaos:'

export interface Tag {
  readonly story: string
  /** For negotiations, the counter-offers that are left; for transfers, how the gate behaves. */
  readonly script: string
  /** The state in which whoever has the turn does nothing. */
  readonly holdAt?: string
}

export const tagOf = ({ story, script, holdAt = '' }: Tag): string =>
  `${prefix}${story}:${script}:${holdAt}`

/** Reads a tag; undefined for everything that is none. */
export function readTag(text: unknown): Tag | undefined {
  if (typeof text !== 'string' || !text.startsWith(prefix)) return undefined
  const [story = '', script = '', holdAt] = text.slice(prefix.length).split(':')
  return { story, script, ...(holdAt && { holdAt }) }
}
