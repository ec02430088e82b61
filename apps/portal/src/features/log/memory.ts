import type { LogHead } from '@lianshu/trust/verify'

const keyOf = (did: string): string => `lianshu.log.${did}`

/** The head that this browser verified at an earlier visit; what is stored elsewhere cannot vouch for itself. */
export function recallHead(did: string): LogHead | undefined {
  try {
    const text = localStorage.getItem(keyOf(did))
    return text === null ? undefined : (JSON.parse(text) as LogHead)
  } catch {
    return undefined
  }
}

/** Keeps a verified head for the next visit; a browser without storage simply has no memory. */
export function rememberHead(did: string, head: LogHead): void {
  try {
    localStorage.setItem(keyOf(did), JSON.stringify(head))
  } catch {
    // Private windows refuse storage; the check itself does not need it.
  }
}
