import type { JoinStep } from './plan-join.ts'

/** A message of somebody who joins, and who that is. */
export interface SeenJoin {
  readonly slug: string
  readonly step: JoinStep
}

const wallet = /\/participants\/([^/]+)\/dcp\/credentials$/

/** Undefined for every other request. The token says who sends, the path who receives. */
export function readJoinStep(
  method: string,
  path: string,
  authorization: string | undefined,
): SeenJoin | undefined {
  if (method !== 'POST') return undefined
  const receiver = wallet.exec(path)?.[1]
  if (receiver) return { slug: receiver, step: 'credential delivery' }
  const slug = senderOf(authorization)
  if (slug === undefined) return undefined
  if (path === '/members') return { slug, step: 'application' }
  return path === '/dcp/credentials' ? { slug, step: 'credential request' } : undefined
}

/** The last part of the DID that issued a self-issued token; nobody checks it here. */
function senderOf(authorization: string | undefined): string | undefined {
  const payload = authorization?.replace(/^Bearer /, '').split('.')[1]
  if (payload === undefined) return undefined
  try {
    const { iss } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss?: unknown }
    return typeof iss === 'string' ? iss.split(':').at(-1) : undefined
  } catch {
    return undefined
  }
}
