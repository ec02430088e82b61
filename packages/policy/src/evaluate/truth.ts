import type { LogicalOperator } from '@lianshu/protocol/odrl'

/** `unknown` when nobody says what the condition asks about (Kleene's three values). */
export type Truth = 'yes' | 'no' | 'unknown'

export const truth = (value: boolean): Truth => (value ? 'yes' : 'no')

export const both = (one: Truth, other: Truth): Truth =>
  one === 'no' || other === 'no' ? 'no' : one === 'yes' ? other : 'unknown'

/**
 * Kleene's connectives over any number of values. `xone` is exactly one. `andSequence` holds when all do:
 * what holds at the instant of a request holds at once, so there is no order that it could break.
 */
export function combine(operator: LogicalOperator, values: readonly Truth[]): Truth {
  const [holding, failing] = counted(values)
  const isOpen = holding + failing < values.length
  if (operator === 'or') return holding > 0 ? 'yes' : openOr(isOpen, false)
  if (operator === 'xone') return holding > 1 ? 'no' : openOr(isOpen, holding === 1)
  return failing > 0 ? 'no' : openOr(isOpen, true)
}

const openOr = (isOpen: boolean, value: boolean): Truth => (isOpen ? 'unknown' : truth(value))

function counted(values: readonly Truth[]): readonly [holding: number, failing: number] {
  let holding = 0
  let failing = 0
  for (const value of values) {
    if (value === 'yes') holding += 1
    else if (value === 'no') failing += 1
  }
  return [holding, failing]
}
