import { createHash } from 'node:crypto'
import { usccCheckCharacter } from '@lianshu/trust'

const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/**
 * A unified social credit code for a company that does not exist: its checksum holds, its region, 999999,
 * is none. The same company always has the same one.
 */
export function fictionalUscc(slug: string): string {
  const bytes = [...createHash('sha256').update(slug).digest().subarray(0, 9)]
  const organisation = bytes.map((byte) => characters[byte % characters.length]).join('')
  const first17 = `91999999${organisation}`
  return first17 + usccCheckCharacter(first17)
}
