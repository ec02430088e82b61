import { expect, it } from 'vitest'
import { activeKey } from '../keys/participant-keys.ts'
import { fakeSpace } from '../testing/fake-space.ts'
import { createDidResolver } from './did-resolver.ts'

const space = await fakeSpace('bare', 'modest')
const [bare, modest] = space.members
const none = { authentication: [], assertionMethod: [], capabilityInvocation: [] }

/** Whether the resolver lets a participant's key sign tokens. */
async function mayInvoke(kid: string, trustBareDocuments?: boolean) {
  const resolver = createDidResolver({ ...space, trustBareDocuments })
  return (await resolver.findKey(kid, 'capabilityInvocation')).ok
}

it('a key of a document without relationships may do nothing, unless a kit is met', async () => {
  space.publish(bare!.did, { ...space.document(bare!), ...none })
  const { kid } = activeKey(bare!)
  expect(await mayInvoke(kid)).toBe(false)
  expect(await mayInvoke(kid, true)).toBe(true)
})

it('one relationship is enough for all others to count, then as well', async () => {
  const { kid } = activeKey(modest!)
  space.publish(modest!.did, { ...space.document(modest!), ...none, assertionMethod: [kid] })
  expect(await mayInvoke(kid, true)).toBe(false)
})
