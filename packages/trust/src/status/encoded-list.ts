import { gunzipSync, gzipSync } from 'node:zlib'
import {
  type DomainError,
  domainError,
  err,
  fromBase64Url,
  ok,
  type Result,
  toBase64Url,
} from '@lianshu/kernel'
import { type Bitstring, fewestBits } from './bitstring.ts'

/** How the bits of a list are written: Bitstring Status List 1.0 (VC 2.0), or StatusList2021 (VC 1.1). */
export type StatusListFormat = 'BitstringStatusList' | 'StatusList2021'

/** What a list may unpack to, in bytes: four million credentials. A small gzip can hold gigabytes of zeros. */
const mostBytes = 512 * 1024
/** Bits that look random do not shrink: base64 makes a third more of them, gzip adds its frame. */
const longestText = Math.ceil((mostBytes * 4) / 3) + 1024

/** Packs bits by GZIP (RFC 1952) and base64url; the newer format puts the multibase prefix `u` in front. */
export function encodeList(bits: Bitstring, format: StatusListFormat): string {
  const packed = toBase64Url(gzipSync(bits))
  return format === 'BitstringStatusList' ? `u${packed}` : packed
}

/**
 * Unpacks what somebody else's list holds, of either format (a packed list itself never begins with
 * `u`). `peer.invalid` for text that does not unpack, for less than 131 072 bits (or `fewest`) and for more
 * than four million.
 */
export function decodeList(
  text: string,
  fewest = fewestBits,
): Result<Bitstring, DomainError<'peer.invalid'>> {
  const refuse = (reason: string) => err(domainError('peer.invalid', `the status list ${reason}`))
  if (text.length > longestText) return refuse('is too long')
  try {
    const packed = text.replace(/^u/, '').replace(/=+$/, '').replaceAll('+', '-')
    const compressed = fromBase64Url(packed.replaceAll('/', '_'))
    const bits = new Uint8Array(gunzipSync(compressed, { maxOutputLength: mostBytes }))
    const isLong = bits.length * 8 >= fewest
    return isLong ? ok(bits) : refuse(`is shorter than ${fewest} bits`)
  } catch (error) {
    const isBomb = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    return refuse(isBomb ? 'unpacks to too much' : 'is not gzip in base64url')
  }
}
