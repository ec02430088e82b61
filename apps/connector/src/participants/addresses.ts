import type { Did } from '@lianshu/kernel'
import { dspVersion } from '@lianshu/protocol/dsp'
import { didWeb } from '@lianshu/trust'

/** Where everything about a hosted participant is, from this node's public address and the slug. */
export interface Addresses {
  did(slug: string): Did
  /** Root of its Dataspace Protocol endpoints: version metadata stand below it. */
  protocolRoot(slug: string): string
  /** Base of the version that we speak. */
  protocolBase(slug: string): string
  /** Its credential service. */
  credentialService(slug: string): string
}

export function addressesAt(publicUrl: string): Addresses {
  const origin = new URL(publicUrl)
  const root = (slug: string) => `${origin.origin}/participants/${slug}`
  return {
    did: (slug) => didWeb(origin.host, 'participants', slug),
    protocolRoot: (slug) => `${root(slug)}/dsp`,
    protocolBase: (slug) => `${root(slug)}/dsp/${dspVersion}`,
    credentialService: (slug) => `${root(slug)}/dcp`,
  }
}

/** Lower-case letters, digits and hyphens: safe in a DID, a path and a file name. */
export const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/
