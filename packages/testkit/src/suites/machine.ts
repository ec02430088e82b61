import type { Machine } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'

/**
 * Tests a machine over the full product of states, events and roles: a step is possible exactly when
 * `legal` lists it. `legal` is written out by hand from the specification, as `from event role to` per
 * line, so that a wrong table fails.
 */
export function describeMachine<State extends string, Event extends string, Role extends string>(
  machine: Machine<State, Event, Role>,
  legal?: string,
): void {
  const stepOf = (from: State, event: Event, role: Role) => `${from} ${event} ${role}`
  const listed = legal
    ?.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).join(' '))
  const fromTable = machine.transitions.map((t) => `${stepOf(t.from, t.event, t.role)} ${t.to}`)
  const expected = new Map((listed ?? fromTable).map((line) => splitLast(line)))

  describe(`the ${machine.name} machine`, () => {
    for (const from of machine.states) {
      for (const event of machine.events) {
        for (const role of machine.roles) {
          const step = stepOf(from, event, role)
          const to = expected.get(step)
          it(to === undefined ? `refuses ${step}` : `takes ${step} to ${to}`, () => {
            const result = machine.next(from, event, role)
            if (to !== undefined) expect(result).toEqual({ ok: true, value: to })
            else expect(result).toMatchObject({ ok: false, error: { code: 'state.illegal' } })
          })
        }
      }
    }

    it('lists nothing that is not a step of it', () => {
      const all = new Set(
        machine.states.flatMap((s) =>
          machine.events.flatMap((e) => machine.roles.map((r) => stepOf(s, e, r))),
        ),
      )
      expect([...expected.keys()].filter((step) => !all.has(step))).toEqual([])
    })

    it('reaches every state from its initial one', () => {
      const reached = new Set<string>([machine.initial])
      for (const from of reached) {
        for (const step of machine.transitions) if (step.from === from) reached.add(step.to)
      }
      expect([...reached].sort()).toEqual([...machine.states].sort())
    })

    it('leaves no terminal state', () => {
      for (const state of machine.states) {
        const leaves = machine.transitions.some((step) => step.from === state)
        expect(machine.isTerminal(state)).toBe(!leaves)
      }
    })
  })
}

function splitLast(line: string): [string, string] {
  const at = line.lastIndexOf(' ')
  return [line.slice(0, at), line.slice(at + 1)]
}
