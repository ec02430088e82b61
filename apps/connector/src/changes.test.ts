import { asId, type Did } from '@lianshu/kernel'
import { expect, it } from 'vitest'
import { createChanges } from './changes.ts'

const [alice, bob] = ['did:web:alice.example', 'did:web:bob.example'].map((did) => asId<Did>(did))
const soon = Symbol('soon')
const first = (next: Promise<void>) =>
  Promise.race([next, new Promise((done) => setTimeout(done, 20, soon))])

it('wakes who waits for a state of an entity, also when it came before they asked', async () => {
  const changes = createChanges()
  const watch = changes.watch(alice!, 'n1', ['AGREED', 'FINALIZED'])
  changes.announce({ participantId: alice!, id: 'n1', state: 'AGREED' })
  expect(await first(watch.next(60_000))).toBeUndefined()
  const next = watch.next(60_000)
  changes.announce({ participantId: bob!, id: 'n1', state: 'AGREED' })
  changes.announce({ participantId: alice!, id: 'n2', state: 'AGREED' })
  changes.announce({ participantId: alice!, id: 'n1', state: 'OFFERED' })
  expect(await first(next)).toBe(soon)
  changes.announce({ participantId: alice!, id: 'n1', state: 'AGREED' })
  expect(await next).toBeUndefined()
  watch.close()
})

it('looks by itself after a while, since it does not hear other replicas', async () => {
  const watch = createChanges().watch(alice!, 'n1', ['AGREED', 'FINALIZED'])
  expect(await first(watch.next(1))).toBeUndefined()
  watch.close()
})
