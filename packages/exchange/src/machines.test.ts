import type { Machine } from '@lianshu/kernel'
import { negotiationStates, transferStates } from '@lianshu/protocol/dsp'
import { describe, expect, it } from 'vitest'
import { agreementMachine } from './agreement/agreement.ts'
import { negotiationMachine } from './negotiation/negotiation-machine.ts'
import { transferMachine } from './transfer/transfer-machine.ts'

// Written out by hand from the specification's figures: `from event role to`.
const negotiation = `
  REQUESTED offer provider OFFERED
  REQUESTED agree provider AGREED
  REQUESTED terminate consumer TERMINATED
  REQUESTED terminate provider TERMINATED
  OFFERED request consumer REQUESTED
  OFFERED accept consumer ACCEPTED
  OFFERED terminate consumer TERMINATED
  OFFERED terminate provider TERMINATED
  ACCEPTED agree provider AGREED
  ACCEPTED terminate consumer TERMINATED
  ACCEPTED terminate provider TERMINATED
  AGREED verify consumer VERIFIED
  AGREED terminate consumer TERMINATED
  AGREED terminate provider TERMINATED
  VERIFIED finalize provider FINALIZED
  VERIFIED terminate consumer TERMINATED
  VERIFIED terminate provider TERMINATED`
// All but `confirm`, which is for Eclipse EDC.
const transfer = `
  REQUESTED start provider STARTED
  REQUESTED terminate consumer TERMINATED
  REQUESTED terminate provider TERMINATED
  STARTED confirm provider STARTED
  STARTED suspend consumer SUSPENDED
  STARTED suspend provider SUSPENDED
  STARTED complete consumer COMPLETED
  STARTED complete provider COMPLETED
  STARTED terminate consumer TERMINATED
  STARTED terminate provider TERMINATED
  SUSPENDED resume consumer STARTED
  SUSPENDED resume provider STARTED
  SUSPENDED terminate consumer TERMINATED
  SUSPENDED terminate provider TERMINATED`
const agreement = `
  AGREED finalize consumer FINALIZED
  AGREED finalize provider FINALIZED
  AGREED end consumer ENDED
  AGREED end provider ENDED
  FINALIZED end consumer ENDED
  FINALIZED end provider ENDED`

const linesOf = (text: string) =>
  new Set(
    text
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  )

function describeTable<S extends string, E extends string, R extends string>(
  machine: Machine<S, E, R>,
  legal: ReadonlySet<string>,
) {
  const products = machine.states.flatMap((from) =>
    machine.events.flatMap((event) => machine.roles.map((role) => ({ from, event, role }))),
  )
  describe(`the ${machine.name} machine`, () => {
    it.each(products)('$from $event by the $role', ({ from, event, role }) => {
      const result = machine.next(from, event, role)
      const prefix = `${from} ${event} ${role} `
      const line = [...legal].find((one) => one.startsWith(prefix))
      if (line === undefined) expect(result).toMatchObject({ error: { code: 'state.illegal' } })
      else expect(result).toEqual({ ok: true, value: line.slice(prefix.length) })
    })

    it('has no step that the table does not list', () => {
      expect(machine.transitions).toHaveLength(legal.size)
    })
  })
}

describeTable(negotiationMachine, linesOf(negotiation))
describeTable(transferMachine, linesOf(transfer))
describeTable(agreementMachine, linesOf(agreement))

it('the states are those of the specification, letter for letter', () => {
  expect([...negotiationMachine.states].sort()).toEqual([...negotiationStates].sort())
  expect([...transferMachine.states].sort()).toEqual([...transferStates].sort())
})
