import {
  transferCompletionMessage,
  transferRequestMessage,
  transferStartMessage,
  transferSuspensionMessage,
  transferTerminationMessage,
} from '@lianshu/protocol/dsp'
import { type DspEndpoint, endpointsOf } from '../dsp/endpoint.ts'
import { getTransfer } from './get-transfer.ts'
import { receiveStart } from './receive-start.ts'
import { receiveCompletion, receiveSuspension, receiveTransferTermination } from './receive-stop.ts'
import { receiveTransferRequest } from './receive-transfer-request.ts'
import type { TransferDeps } from './transfer-step.ts'

/** Every endpoint of transfers, both roles, below a participant's base (DSP 2025-1, 8.3 and 8.4). */
export function transferEndpoints(
  deps: Omit<TransferDeps, 'callbackAddress'>,
): readonly DspEndpoint[] {
  const { get, post } = endpointsOf('transfer')
  return [
    get('/transfers/:pid', (request) => getTransfer(deps, request)),
    post('/transfers/request', transferRequestMessage, (request) =>
      receiveTransferRequest(deps, request),
    ),
    post('/transfers/:pid/start', transferStartMessage, (request) => receiveStart(deps, request)),
    post('/transfers/:pid/completion', transferCompletionMessage, (request) =>
      receiveCompletion(deps, request),
    ),
    post('/transfers/:pid/suspension', transferSuspensionMessage, (request) =>
      receiveSuspension(deps, request),
    ),
    post('/transfers/:pid/termination', transferTerminationMessage, (request) =>
      receiveTransferTermination(deps, request),
    ),
  ]
}
