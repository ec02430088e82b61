import { type Did, systemClock, type Words } from '@lianshu/kernel'
import { assertionKeys, createDidResolver, type FetchJson } from '@lianshu/trust'
import type { PublicKeys } from '@lianshu/trust/verify'

export interface FoundKeys {
  readonly keys: PublicKeys
  /** Why some keys are missing. */
  readonly problem?: Words
}

const mostSigners = 50

/**
 * The keys of origin and witnesses from their own did:web documents: whoever passes a log on must not say
 * whose signature counts. Documents of loopback hosts are read over http, all others over https.
 */
export async function fetchPublicKeys(
  fetchJson: FetchJson,
  dids: readonly Did[],
): Promise<FoundKeys> {
  const resolver = createDidResolver({ fetchJson, clock: systemClock, allowHttpOnLoopback: true })
  const signers = [...new Set(dids)]
  if (signers.length > mostSigners) {
    const zh = `签名方多于 ${mostSigners} 个`
    return { keys: {}, problem: { zh, en: `there are more than ${mostSigners} signers` } }
  }
  const keys: Record<string, PublicKeys[string]> = {}
  let problem: Words | undefined
  for (const did of signers) {
    const document = await resolver.resolve(did)
    if (document.ok) Object.assign(keys, assertionKeys(document.value))
    else {
      const { message } = document.error
      problem ??= {
        zh: `无法读取 ${did} 的 DID 文档：${message}`,
        en: `the DID document of ${did} cannot be read: ${message}`,
      }
    }
  }
  return { keys, problem }
}
