export { type Extensions, type Linked, saysNothing } from './linked-object.ts'
export { DCAT, DCT, DSPACE, LIANSHU, ODRL, XSD } from './namespaces.ts'
export { maximumNesting, parseInput } from './parse-input.ts'
