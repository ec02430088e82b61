import type { ErrorCode, Json } from '@lianshu/kernel'
import { catalogError } from './catalog-messages.ts'
import { contractNegotiationError } from './negotiation-messages.ts'
import { transferError } from './transfer-messages.ts'

export type DspArea = 'catalog' | 'negotiation' | 'transfer'

/** Errors of processes name both pids, even when one is not known: then this stands for it. */
export const unknownPid = 'urn:lianshu:unknown'

const statuses: { readonly [Code in ErrorCode]?: number } = {
  'auth.missing': 401,
  'auth.invalid': 401,
  'auth.replayed': 401,
  'auth.not-member': 403,
  'auth.forbidden': 403,
  'not-found': 404,
  'conflict.stale': 409,
  'conflict.exists': 409,
  'input.too-large': 413,
  'peer.unreachable': 502,
  internal: 500,
}

/** The HTTP status of a failure on a Dataspace Protocol endpoint; an illegal transition is 400 (7.2, 8.2). */
export const dspErrorStatus = (code: ErrorCode): number => statuses[code] ?? 400

/** The protocol's error body of an area, with the code and message of a failure and the pids known. */
export function renderDspError(
  area: DspArea,
  error: { readonly code: ErrorCode; readonly message: string },
  pids: { readonly providerPid?: string; readonly consumerPid?: string } = {},
): { readonly status: number; readonly body: Json } {
  const detail = { code: error.code, reason: [error.message] }
  const both = {
    providerPid: pids.providerPid ?? unknownPid,
    consumerPid: pids.consumerPid ?? unknownPid,
  }
  const body =
    area === 'catalog'
      ? catalogError.render(detail)
      : area === 'negotiation'
        ? contractNegotiationError.render({ ...both, ...detail })
        : transferError.render({ ...both, ...detail })
  return { status: dspErrorStatus(error.code), body: body as Json }
}
