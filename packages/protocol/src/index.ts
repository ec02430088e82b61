export type { Extensions, Linked } from './linked-object.ts'
export { DCAT, DCT, DSPACE, LIANSHU, ODRL, XSD } from './namespaces.ts'
export { maximumNesting, parseInput } from './parse-input.ts'
