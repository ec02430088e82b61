import { LIANSHU, ODRL } from '../namespaces.ts'

/** What a right may be for. On the wire: an action IRI in our namespace. */
export const uses = [
  'train',
  'evaluate',
  'analyze',
  'commercial-model-use',
  'redistribute-derivative',
  'export-raw',
] as const
export type Use = (typeof uses)[number]

/** How data may be reached. On the wire: values of the left operand `delivery`. */
export const deliveries = ['federated', 'sandbox', 'api', 'download'] as const
export type DeliveryMode = (typeof deliveries)[number]

export const actionIri = (use: Use): string => `${LIANSHU}${use}`

/** The left operands that we write and read, by their short names. */
export const leftOperandIris = {
  purpose: `${ODRL}purpose`,
  dateTime: `${ODRL}dateTime`,
  payAmount: `${ODRL}payAmount`,
  delivery: `${LIANSHU}delivery`,
  minimumCohort: `${LIANSHU}minimumCohort`,
  rounds: `${LIANSHU}rounds`,
} as const
export type LeftOperandName = keyof typeof leftOperandIris

export const useAction = `${ODRL}use`
export const compensateAction = `${ODRL}compensate`
/** The property that carries a constraint's unit; the Dataspace Protocol's context has no short term for it. */
export const unitProperty = `${ODRL}unit`
/** One hundredth of a yuan. */
export const fenUnit = `${LIANSHU}fen`
/** The ODRL profile whose terms these are; a policy of another profile is not understood. */
export const lianshuProfile = `${LIANSHU}profile`

/** The absolute IRI of an ODRL word that may be written bare (`use`), prefixed (`odrl:use`) or in full. */
export function expandOdrlTerm(text: string): string {
  if (text.startsWith('odrl:')) return ODRL + text.slice(5)
  return text.includes(':') ? text : ODRL + text
}
