import { describe, expect, it } from 'vitest'
import { attemptMachine, participationMachine, runMachine } from './index.ts'

interface AnyMachine {
  readonly name: string
  readonly states: readonly string[]
  readonly events: readonly string[]
  readonly roles: readonly string[]
  readonly initial: string
  readonly transitions: readonly { from: string; event: string; role: string; to: string }[]
  next(state: string, event: string, role: string): { readonly ok: boolean }
  isTerminal(state: string): boolean
}

const machines = [runMachine, attemptMachine, participationMachine] as unknown as AnyMachine[]

describe.each(machines)('the $name machine', (machine) => {
  it('takes the steps of its table and no other', () => {
    const legal = new Set(
      machine.transitions.map(({ from, event, role }) => `${from} ${event} ${role}`),
    )
    for (const state of machine.states) {
      for (const event of machine.events) {
        for (const role of machine.roles) {
          const step = `${state} ${event} ${role}`
          expect([step, machine.next(state, event, role).ok]).toEqual([step, legal.has(step)])
        }
      }
    }
  })

  it('reaches every state, and an end from every state', () => {
    const reach = (start: readonly string[], forward: boolean) => {
      const seen = new Set(start)
      for (let before = 0; before !== seen.size; ) {
        before = seen.size
        for (const { from, to } of machine.transitions) {
          if (forward && seen.has(from)) seen.add(to)
          if (!forward && seen.has(to)) seen.add(from)
        }
      }
      return seen.size
    }
    expect(reach([machine.initial], true)).toBe(machine.states.length)
    expect(reach(machine.states.filter(machine.isTerminal), false)).toBe(machine.states.length)
  })
})
