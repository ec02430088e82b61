import { utf8 } from '@lianshu/kernel'
import { credentialJwtTypes } from '../credentials/sign-credential.ts'
import type { SigningKey } from '../keys/participant-keys.ts'
import { signBytes } from '../sign/sign-json.ts'
import { type StatusList, statusListPayload } from './status-list-credential.ts'

/** A signed list with the media type under which it is published. */
export interface PublishedStatusList {
  readonly jwt: string
  readonly mediaType: 'application/vc+jwt' | 'application/jwt'
}

/** Signs a list in the way of the credentials that point to it (VC-JOSE-COSE 3.1, or VCDM 1.1 section 6.3.1). */
export async function signStatusList(
  key: SigningKey,
  list: StatusList,
): Promise<PublishedStatusList> {
  const isNewer = list.format === 'BitstringStatusList'
  const payload = utf8(JSON.stringify(statusListPayload(list)))
  const jwt = await signBytes(
    key,
    credentialJwtTypes[isNewer ? 'vc20-bssl/jwt' : 'vc11-sl2021/jwt'],
    payload,
  )
  return { jwt, mediaType: isNewer ? 'application/vc+jwt' : 'application/jwt' }
}
