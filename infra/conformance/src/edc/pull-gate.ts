import type { TransferGate } from '@lianshu/exchange'
import { ok } from '@lianshu/kernel'

/** A data plane that lets everybody under an agreement pull; what it opened is an address and no more. */
export const pullGate = (origin: string): TransferGate => ({
  async open(transfer) {
    return ok({
      '@type': 'DataAddress',
      endpointType: 'https://w3id.org/idsa/v4.1/HTTP',
      endpoint: `${origin}/pull/${encodeURIComponent(transfer.id)}`,
    })
  },
  async close() {},
})
