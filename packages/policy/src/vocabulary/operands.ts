import type { OperandEntry } from './operand.ts'
import { catenaXOperands } from './operands-catena-x.ts'
import { lianshuOperands } from './operands-lianshu.ts'
import { odrlOperands } from './operands-odrl.ts'

/** Every left operand that we know, by its name here. What is not in it is not understood. */
export const operands: Readonly<Record<string, OperandEntry>> = {
  ...odrlOperands,
  ...lianshuOperands,
  ...catenaXOperands,
}

const namesByIri = new Map(
  Object.entries(operands).flatMap(([name, { iris }]) => iris.map((iri) => [iri, name] as const)),
)

/** The name of a left operand by its absolute IRI; undefined when it is not known. */
export const operandNamed = (iri: string): string | undefined => namesByIri.get(iri)

/** The entry of an operand in a policy that was understood. */
export function operandEntry(name: string): OperandEntry {
  const entry = operands[name]
  if (entry === undefined) throw new Error(`the operand ${name} is not in the vocabulary`)
  return entry
}
