import { datasetMachine } from '@lianshu/catalog'
import { agreementMachine, negotiationMachine, transferMachine } from '@lianshu/exchange'
import { attemptMachine, participationMachine, runMachine } from '@lianshu/federated'
import type { Machine, Words } from '@lianshu/kernel'
import {
  issuanceMachine,
  issuedCredentialMachine,
  memberMachine,
  walletOfferMachine,
  walletRequestMachine,
} from '@lianshu/trust'

/** A machine with what its table cannot say: what it is in both languages, where it stands, a remark. */
export interface ListedMachine {
  readonly machine: Machine<string, string, string>
  readonly title: Words
  readonly source: string
  readonly remark?: string
}

/** Every state machine of the product, in the order of the main job. */
export const listedMachines: readonly ListedMachine[] = [
  {
    machine: memberMachine,
    title: { zh: '成员资格', en: 'Membership' },
    source: 'packages/trust/src/membership/member-machine.ts',
  },
  {
    machine: issuanceMachine,
    title: { zh: '凭证申请（签发方）', en: 'Credential request, at the issuer' },
    source: 'packages/trust/src/issuing/issuance-machine.ts',
    remark: 'States of the Decentralized Claims Protocol 1.0, section 6.8.',
  },
  {
    machine: issuedCredentialMachine,
    title: { zh: '已签发凭证', en: 'Issued credential' },
    source: 'packages/trust/src/issuing/issued-credential-machine.ts',
  },
  {
    machine: walletRequestMachine,
    title: { zh: '凭证申请（持有者侧）', en: 'Credential request, as its holder sees it' },
    source: 'packages/trust/src/wallet/wallet-request-machine.ts',
  },
  {
    machine: walletOfferMachine,
    title: { zh: '凭证邀约', en: 'Credential offer' },
    source: 'packages/trust/src/wallet/wallet-offer-machine.ts',
  },
  {
    machine: datasetMachine,
    title: { zh: '数据集', en: 'Dataset' },
    source: 'packages/catalog/src/listing/dataset-machine.ts',
  },
  {
    machine: negotiationMachine,
    title: { zh: '合同协商', en: 'Contract negotiation' },
    source: 'packages/exchange/src/negotiation/negotiation-machine.ts',
    remark:
      'States of the Dataspace Protocol 2025-1, section 7.1. A negotiation that the provider opens begins in OFFERED.',
  },
  {
    machine: agreementMachine,
    title: { zh: '协议', en: 'Agreement' },
    source: 'packages/exchange/src/agreement/agreement.ts',
  },
  {
    machine: transferMachine,
    title: { zh: '传输', en: 'Transfer' },
    source: 'packages/exchange/src/transfer/transfer-machine.ts',
    remark:
      'States of the Dataspace Protocol 2025-1, section 8.1. `start` and `resume` are one message on the wire.',
  },
  {
    machine: runMachine,
    title: { zh: '训练任务', en: 'Training run' },
    source: 'packages/federated/src/coordinator/run-machine.ts',
  },
  {
    machine: attemptMachine,
    title: { zh: '轮次尝试', en: 'Attempt at a round' },
    source: 'packages/federated/src/coordinator/round-machine.ts',
  },
  {
    machine: participationMachine,
    title: { zh: '参与', en: 'Participation of an owner' },
    source: 'packages/federated/src/participant/participation.ts',
  },
]
