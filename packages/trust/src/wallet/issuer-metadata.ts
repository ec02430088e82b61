import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { type IssuerMetadata, issuerMetadataSchema, serviceEndpoint } from '@lianshu/protocol/dcp'
import type { DidResolver } from '../did/did-resolver.ts'
import type { FetchJson } from '../ports.ts'

export interface IssuerMetadataDeps {
  readonly resolver: DidResolver
  readonly fetchJson: FetchJson
}

const maxBytes = 256 * 1024
const timeoutMs = 5_000

/** Base address of an issuer's service (DCP 1.0 section 6.3), without a slash at its end. */
export async function issuerService(
  { resolver }: Pick<IssuerMetadataDeps, 'resolver'>,
  issuer: Did,
): Promise<Result<string, DomainError>> {
  const document = await resolver.resolve(issuer)
  if (!document.ok) return document
  const service = serviceEndpoint(document.value, 'IssuerService')
  return service === undefined
    ? err(domainError('peer.invalid', `${issuer} publishes no IssuerService`))
    : ok(service.replace(/\/$/, ''))
}

/** What an issuer gives (DCP 1.0 section 6.7); its metadata must be about that very issuer. */
export async function readIssuerMetadata(
  deps: IssuerMetadataDeps,
  issuer: Did,
): Promise<Result<IssuerMetadata, DomainError>> {
  const service = await issuerService(deps, issuer)
  if (!service.ok) return service
  const url = `${service.value}/metadata`
  const fetched = await deps.fetchJson({ url, method: 'GET', maxBytes, timeoutMs })
  if (!fetched.ok) return fetched
  const metadata = issuerMetadataSchema.safeParse(fetched.value)
  if (!metadata.success) {
    const issue = metadata.error.issues[0]
    const at = issue?.path.join('.')
    return err(domainError('peer.invalid', `metadata of ${issuer}: ${issue?.message}`, { at }))
  }
  return metadata.data.issuer === issuer
    ? ok(metadata.data)
    : err(domainError('peer.invalid', `the metadata at ${url} are not those of ${issuer}`))
}
