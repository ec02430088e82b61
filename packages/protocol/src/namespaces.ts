/** Names of the vocabularies on the wire, as absolute IRIs. */
export const DSPACE = 'https://w3id.org/dspace/2025/1/'
export const ODRL = 'http://www.w3.org/ns/odrl/2/'
export const DCAT = 'http://www.w3.org/ns/dcat#'
export const DCT = 'http://purl.org/dc/terms/'
export const XSD = 'http://www.w3.org/2001/XMLSchema#'
/** Our own: actions, left operands, units and properties that no standard has. */
export const LIANSHU = 'https://w3id.org/lianshu/ns/1/'
