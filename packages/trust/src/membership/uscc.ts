/** Digits and letters of a unified social credit code, by their value; I, O, S, V and Z are left out. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** Registering authority and kind, six digits of the region, then the organisation and the check character. */
const form = /^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/

/**
 * Whether a text is a unified social credit code (统一社会信用代码, GB 32100-2015): its form, and its last
 * character by ISO 7064 MOD 31-3, with weights 3^i mod 31. That a company of this code exists is the register's to say.
 */
export const isUscc = (text: string): boolean =>
  form.test(text) && usccCheckCharacter(text.slice(0, 17)) === text[17]

/** The last character for the first seventeen. Throws TypeError on characters that no code has. */
export function usccCheckCharacter(first17: string): string {
  let sum = 0
  let weight = 1
  for (const character of first17) {
    const value = alphabet.indexOf(character)
    if (value < 0) throw new TypeError(`${character} stands in no code`)
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31]!
}
