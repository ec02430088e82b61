import { asId, type Did, type SeenTokens } from '@lianshu/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Opened } from '../opened.ts'

const alice = asId<Did>('did:web:alice.example')
const bob = asId<Did>('did:web:bob.example')
const later = () => new Date(Date.now() + 60_000)

/** What every SeenTokens must do. */
export function describeSeenTokens(open: () => Promise<Opened<SeenTokens>>): void {
  describe('seen tokens', () => {
    let tokens: SeenTokens
    let close: () => Promise<void>
    beforeAll(async () => {
      ;({ subject: tokens, close } = await open())
    })
    afterAll(() => close())

    it('lets a token through once', async () => {
      expect(await tokens.remember(alice, bob, 'one', later())).toBe(true)
      expect(await tokens.remember(alice, bob, 'one', later())).toBe(false)
    })

    it('lets one of many uses at once through', async () => {
      const uses = Array.from({ length: 12 }, () => tokens.remember(alice, bob, 'raced', later()))
      expect((await Promise.all(uses)).filter(Boolean)).toHaveLength(1)
    })

    it('keeps receivers and issuers apart', async () => {
      expect(await tokens.remember(alice, bob, 'shared', later())).toBe(true)
      expect(await tokens.remember(bob, bob, 'shared', later())).toBe(true)
      expect(await tokens.remember(alice, alice, 'shared', later())).toBe(true)
    })
  })
}
