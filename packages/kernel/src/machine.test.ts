import { describe, expect, it } from 'vitest'
import { defineMachine } from './machine.ts'

const door = defineMachine({
  name: 'door',
  initial: 'closed',
  roles: ['guest', 'owner'],
  events: ['open', 'close', 'lock'],
  transitions: {
    closed: { open: 'opened', lock: 'locked' },
    opened: { close: 'closed' },
    locked: {},
  },
  mayFire: { lock: ['owner'] },
})

describe('defineMachine', () => {
  it('follows its table', () => {
    expect(door.next('closed', 'open', 'guest')).toEqual({ ok: true, value: 'opened' })
    expect(door.next('closed', 'lock', 'owner')).toEqual({ ok: true, value: 'locked' })
  })

  it('refuses every step outside the table, naming why', () => {
    const step = door.next('opened', 'lock', 'owner')
    expect(step.ok ? '' : step.error).toMatchObject({ code: 'state.illegal', message: /opened/ })
    const stranger = door.next('closed', 'lock', 'guest')
    expect(stranger.ok ? '' : stranger.error.message).toContain('guest')
  })

  it('lists its legal steps and knows its ends', () => {
    expect(door.transitions).toHaveLength(5)
    expect(door.states.filter(door.isTerminal)).toEqual(['locked'])
  })

  it('does not take an inherited property for a state or an event', () => {
    expect(door.next('constructor' as 'closed', 'open', 'guest').ok).toBe(false)
    expect(door.next('closed', 'toString' as 'open', 'guest').ok).toBe(false)
  })
})
