/** Four characters of the issuer, fourteen of the entity, two check digits. */
const form = /^[0-9A-Z]{18}[0-9]{2}$/

/**
 * Whether a text is a legal entity identifier (ISO 17442-1): its form, and its check digits by ISO 7064
 * MOD 97-10, for which A counts as 10 and Z as 35. That such an entity exists is GLEIF's to say.
 */
export const isLei = (text: string): boolean => form.test(text) && mod97(text) === 1

/** The two check digits for the first eighteen characters, each a digit or a capital letter. */
export const leiCheckDigits = (first18: string): string =>
  String(98 - mod97(`${first18}00`)).padStart(2, '0')

/** The remainder of a number too long for any number type, character by character. */
function mod97(text: string): number {
  let remainder = 0
  for (const character of text) {
    const value = Number.parseInt(character, 36)
    remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97
  }
  return remainder
}
