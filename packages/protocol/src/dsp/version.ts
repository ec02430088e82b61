import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { z } from 'zod'
import { parseInput } from '../parse-input.ts'

export const dspVersion = '2025-1'
/** Where a participant's versions are published, below its root. */
export const versionPath = '/.well-known/dspace-version'

const protocolVersion = z.looseObject({
  version: z.string().max(50),
  path: z.string().startsWith('/').max(500),
  binding: z.literal('HTTPS'),
  identifierType: z.string().max(100).optional(),
  serviceId: z.string().max(500).optional(),
  auth: z
    .looseObject({
      protocol: z.string().max(100),
      version: z.string().max(50),
      profile: z.array(z.string().max(100)).max(50).optional(),
    })
    .optional(),
})
/** The version metadata of a connector (DSP 2025-1, 4.3); plain JSON, no context. */
export const protocolVersionsSchema = z
  .looseObject({ protocolVersions: z.array(protocolVersion).min(1).max(50) })
  .meta({ id: 'VersionResponse' })
export type ProtocolVersions = z.output<typeof protocolVersionsSchema>

/** Our own version metadata: one version, HTTPS binding, identity by DCP. */
export const renderProtocolVersions = (): ProtocolVersions => ({
  protocolVersions: [
    {
      version: dspVersion,
      path: `/${dspVersion}`,
      binding: 'HTTPS',
      identifierType: 'did:web',
      auth: { protocol: 'DCP', version: '1.0', profile: ['vc20-bssl/jwt'] },
    },
  ],
})

/** The base address of 2025-1 below `root`; `input.unsupported` when the peer does not speak it. */
export function dspBaseFrom(
  root: string,
  metadata: unknown,
): Result<string, DomainError<'input.invalid' | 'input.unsupported'>> {
  const parsed = parseInput(protocolVersionsSchema, metadata, 'Version metadata')
  if (!parsed.ok) return parsed
  const entry = parsed.value.protocolVersions.find((item) => item.version === dspVersion)
  if (entry) return ok(joinAddress(root, entry.path))
  return err(domainError('input.unsupported', `the other side does not speak DSP ${dspVersion}`))
}

/** Appends a path to a base address that may or may not end in a slash. */
export const joinAddress = (base: string, path: string): string =>
  `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`

/** An identifier as one path segment. Colons stay: RFC 3986 allows them and peers route on the plain text. */
export const pathSegment = (id: string): string => encodeURIComponent(id).replaceAll('%3A', ':')
