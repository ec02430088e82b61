import { type DomainError, domainError } from './errors.ts'
import { err, ok, type Result } from './result.ts'

/** For each state, the events that leave it and where they lead; a terminal state has none. */
export type TransitionTable<State extends string, Event extends string> = {
  readonly [S in State]: { readonly [E in Event]?: State }
}

/** Which roles may fire an event; an event that is absent may be fired by every role. */
export type RoleTable<Event extends string, Role extends string> = {
  readonly [E in Event]?: readonly Role[]
}

export interface Transition<State extends string, Event extends string, Role extends string> {
  readonly from: State
  readonly event: Event
  readonly role: Role
  readonly to: State
}

export interface Machine<State extends string, Event extends string, Role extends string> {
  readonly name: string
  readonly initial: State
  readonly states: readonly State[]
  readonly events: readonly Event[]
  readonly roles: readonly Role[]
  /** Every legal step, for tests, documents and timelines. */
  readonly transitions: readonly Transition<State, Event, Role>[]
  /** The state that `event`, fired by `role`, leads to; `state.illegal` when the table has no such step. */
  next(state: State, event: Event, role: Role): Result<State, DomainError<'state.illegal'>>
  isTerminal(state: State): boolean
}

/** A state machine as data: one table of transitions, one of who may fire them. */
export function defineMachine<
  const State extends string,
  const Event extends string,
  const Role extends string,
>(definition: {
  readonly name: string
  readonly initial: NoInfer<State>
  readonly roles: readonly Role[]
  readonly events: readonly Event[]
  readonly transitions: TransitionTable<State, NoInfer<Event>>
  readonly mayFire: RoleTable<NoInfer<Event>, NoInfer<Role>>
}): Machine<State, Event, Role> {
  const { name, initial, roles, events, transitions, mayFire } = definition
  const states = Object.keys(transitions) as State[]
  const legal = (event: Event, role: Role) => mayFire[event]?.includes(role) ?? true
  const steps = states.flatMap((from) =>
    events.flatMap((event) => {
      const to = transitions[from][event]
      if (to === undefined) return []
      return roles.filter((role) => legal(event, role)).map((role) => ({ from, event, role, to }))
    }),
  )
  return {
    name,
    initial,
    states,
    events,
    roles,
    transitions: steps,
    next(state, event, role) {
      // Looked up among the steps, not in the table: names from outside must not find inherited properties.
      const possible = steps.filter((step) => step.from === state && step.event === event)
      const step = possible.find((candidate) => candidate.role === role)
      if (step) return ok(step.to)
      const reason = possible.length === 0 ? `in state ${state}` : `from the ${role}`
      return err(domainError('state.illegal', `${name}: ${event} is not possible ${reason}`))
    },
    isTerminal: (state) => Object.keys(transitions[state]).length === 0,
  }
}
