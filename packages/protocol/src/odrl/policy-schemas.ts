import { z } from 'zod'
import { type Extensions, identifier, linkedObject } from '../linked-object.ts'

/** Operators of ODRL 2.2 in the Dataspace Protocol's schema, letter for letter. */
export const operators = [
  'eq',
  'gt',
  'gteq',
  'hasPart',
  'isA',
  'isAllOf',
  'isAnyOf',
  'isNoneOf',
  'isPartOf',
  'lt',
  'lteq',
  'neq',
  'term-lteq',
] as const
export type Operator = (typeof operators)[number]

const term = z.string().min(1).max(500)
/** The specification forbids bare numbers and booleans here; they travel as typed literals. */
const rightOperand = z.union([
  z.string().max(2000),
  z.array(z.unknown()).max(500),
  z.record(z.string(), z.unknown()),
])
export type RightOperand = z.output<typeof rightOperand>

export type AtomicConstraint = Extensions & {
  leftOperand: string
  operator: Operator
  rightOperand: RightOperand
}
export const logicalOperators = ['and', 'andSequence', 'or', 'xone'] as const
export type LogicalOperator = (typeof logicalOperators)[number]
export type LogicalConstraint = Extensions & { [O in LogicalOperator]?: Constraint[] }
export type Constraint = AtomicConstraint | LogicalConstraint

const atomicConstraint = linkedObject({
  leftOperand: term,
  operator: z.enum(operators),
  rightOperand,
})
const operands = z.lazy(() => z.array(constraintSchema).min(1).max(500)).optional()
const logicalConstraint = linkedObject({
  and: operands,
  andSequence: operands,
  or: operands,
  xone: operands,
}).refine(
  (value) => logicalOperators.filter((operator) => value[operator] !== undefined).length === 1,
  { message: 'exactly one of and, andSequence, or, xone is needed' },
)
export const constraintSchema: z.ZodType<Constraint, unknown> = z
  .union([atomicConstraint, logicalConstraint])
  .meta({ id: 'Constraint' })

const constraints = z.array(constraintSchema).max(500).optional()
const duty = linkedObject({ action: term, constraint: constraints }).meta({ id: 'Duty' })
export type Duty = z.output<typeof duty>
const permission = linkedObject({
  action: term,
  constraint: constraints,
  duty: z.array(duty).min(1).max(100).optional(),
}).meta({ id: 'Permission' })
export type Permission = z.output<typeof permission>
const prohibition = linkedObject({ action: term, constraint: constraints }).meta({
  id: 'Prohibition',
})
export type Prohibition = z.output<typeof prohibition>

const rules = {
  '@id': identifier,
  profile: z.union([z.string().max(500), z.array(z.string().max(500)).max(20)]).optional(),
  permission: z.array(permission).min(1).max(500).optional(),
  prohibition: z.array(prohibition).min(1).max(500).optional(),
  obligation: z.array(duty).min(1).max(100).optional(),
}
const hasRule = (value: { permission?: unknown; prohibition?: unknown }) =>
  value.permission !== undefined || value.prohibition !== undefined
const needsRule = { message: 'a permission or a prohibition is needed' }

/** An offer inside a catalogue: the dataset around it is its target. */
export const offerSchema = linkedObject({ ...rules, '@type': z.literal('Offer') })
  .refine(hasRule, needsRule)
  .meta({ id: 'Offer' })
export type Offer = z.output<typeof offerSchema>

/** An offer inside a message; it names its target. */
export const messageOfferSchema = linkedObject({
  ...rules,
  '@type': z.literal('Offer'),
  target: identifier.optional(),
  assigner: identifier.optional(),
  assignee: identifier.optional(),
})
  .refine(hasRule, needsRule)
  .meta({ id: 'MessageOffer' })
export type MessageOffer = z.output<typeof messageOfferSchema>

/** `timestamp` is an xsd:dateTime; the prose of the specification requires it, the schema does not. */
export const agreementSchema = linkedObject({
  ...rules,
  '@type': z.literal('Agreement'),
  target: identifier,
  assigner: identifier,
  assignee: identifier,
  timestamp: z.iso.datetime({ offset: true, local: true }).optional(),
})
  .refine(hasRule, needsRule)
  .meta({ id: 'Agreement' })
export type Agreement = z.output<typeof agreementSchema>

/** A policy that is neither proposed nor agreed, e.g. an owner's draft. */
export const policySetSchema = linkedObject({
  ...rules,
  '@type': z.literal('Set'),
  target: identifier.optional(),
})
  .refine(hasRule, needsRule)
  .meta({ id: 'Set' })
export type PolicySet = z.output<typeof policySetSchema>
