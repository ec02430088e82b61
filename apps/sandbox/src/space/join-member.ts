import { setTimeout as sleep } from 'node:timers/promises'
import { type Did, DomainFailure, domainError, type Words } from '@lianshu/kernel'
import { membershipType } from '@lianshu/protocol/dcp'
import { fictionalUscc } from '../tables/fictional-uscc.ts'
import type { SpaceNode } from './start-dataspace.ts'

export interface Person {
  readonly slug: string
  readonly name: Words
  readonly roles: readonly string[]
}

interface HeldCredential {
  readonly types: readonly string[]
  readonly validUntil?: string
}

/** Credentials come by the operator's outbox, usually within a tenth of a second. */
const longestMs = 30_000
const lookEveryMs = 50

/**
 * Hosts a participant on its connector and brings it into the space: it applies, is admitted, and has its
 * membership credential in the wallet. One who is a member stays one. Throws DomainFailure when the
 * credential does not come.
 */
export async function joinMember(
  space: { readonly operator: Did; readonly broker: Pick<SpaceNode, 'url'> },
  node: Pick<SpaceNode, 'api'>,
  person: Person,
): Promise<Did> {
  const number = { scheme: 'uscc', value: fictionalUscc(person.slug) }
  const { id } = await node.api.post<{ id: Did }>('/api/participants', { ...person, number })
  const wallet = `/api/participants/${person.slug}/credentials`
  const isMember = async () =>
    (await node.api.get<readonly HeldCredential[]>(wallet)).some(
      ({ types, validUntil }) =>
        types.includes(membershipType) && new Date(validUntil ?? '9999') > new Date(),
    )
  if (await isMember()) return id
  const operator = { did: space.operator, url: space.broker.url }
  await node.api.post(`/api/participants/${person.slug}/membership`, { operator })
  for (const end = Date.now() + longestMs; Date.now() < end; await sleep(lookEveryMs)) {
    if (await isMember()) return id
  }
  const message = `${person.slug} was not given its membership credential in ${longestMs / 1000} s`
  throw new DomainFailure(domainError('auth.not-member', message))
}
