/** Contexts and types of DCP 1.0, VCDM 2.0 and DID Core, as constants: they are never fetched. */
export const didContext = 'https://www.w3.org/ns/did/v1'
export const jwkContext = 'https://w3id.org/security/suites/jws-2020/v1'
export const dcpContext = 'https://w3id.org/dspace-dcp/v1.0/dcp.jsonld'
export const credentialsContext = 'https://www.w3.org/ns/credentials/v2'
export const credentialsV1Context = 'https://www.w3.org/2018/credentials/v1'
/** Ours: the terms of a membership credential's subject. */
export const membershipContext = 'https://w3id.org/lianshu/ns/1/membership.jsonld'

export const membershipType = 'MembershipCredential'

const typeScope = 'org.eclipse.dspace.dcp.vc.type:'
const idScope = 'org.eclipse.dspace.dcp.vc.id:'

/** The scope that asks for every credential of a type (DCP 1.0 section 5.4.1.2). */
export const scopeOfType = (type: string): string => `${typeScope}${type}:read`

export const membershipScope = scopeOfType(membershipType)

/** What a scope asks for: all credentials of the type `name`, or the one with the id `name`. */
export interface ParsedScope {
  readonly kind: 'type' | 'id'
  readonly name: string
}

/** Reads a scope with or without its `:read` suffix; undefined when it is of neither known alias. */
export function parseScope(scope: string): ParsedScope | undefined {
  const bare = scope.endsWith(':read') ? scope.slice(0, -':read'.length) : scope
  for (const [kind, alias] of [
    ['type', typeScope],
    ['id', idScope],
  ] as const) {
    const name = bare.slice(alias.length)
    if (bare.startsWith(alias) && name !== '') return { kind, name }
  }
  return undefined
}
