/** Contexts and types of DCP 1.0, VCDM 2.0 and DID Core, as constants: they are never fetched. */
export const didContext = 'https://www.w3.org/ns/did/v1'
export const jwkContext = 'https://w3id.org/security/suites/jws-2020/v1'
export const dcpContext = 'https://w3id.org/dspace-dcp/v1.0/dcp.jsonld'
export const credentialsContext = 'https://www.w3.org/ns/credentials/v2'
/** Ours: the terms of a membership credential's subject. */
export const membershipContext = 'https://w3id.org/lianshu/ns/1/membership.jsonld'

export const membershipType = 'MembershipCredential'
/** DCP 1.0 profile of the credentials that we issue: VCDM 2.0, enveloping JOSE, Bitstring Status List. */
export const credentialProfile = 'vc20-bssl/jwt'

const typeScope = 'org.eclipse.dspace.dcp.vc.type:'
const idScope = 'org.eclipse.dspace.dcp.vc.id:'

/** The scope that asks for every credential of a type (DCP 1.0 section 5.4.1.2). */
export const scopeOfType = (type: string): string => `${typeScope}${type}:read`

export const membershipScope = scopeOfType(membershipType)

/** What a scope asks for. */
export type ParsedScope =
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'id'; readonly id: string }

/** Reads a scope with or without its `:read` suffix; undefined when it is of neither known alias. */
export function parseScope(scope: string): ParsedScope | undefined {
  const bare = scope.endsWith(':read') ? scope.slice(0, -':read'.length) : scope
  if (bare.startsWith(typeScope) && bare.length > typeScope.length) {
    return { kind: 'type', type: bare.slice(typeScope.length) }
  }
  if (bare.startsWith(idScope) && bare.length > idScope.length) {
    return { kind: 'id', id: bare.slice(idScope.length) }
  }
  return undefined
}
