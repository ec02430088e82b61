/** A part of a demand between two marks: wishes and denials hold for their own clause only. */
export interface Clause {
  readonly text: string
  /** The clause speaks of a wish, not of a condition. */
  readonly wish: boolean
}

const wishWords =
  /最好|优先|尽量|如有|有则更好|更佳|希望|也可以|ideally|preferabl|prefer|nice to have|if possible|would be good/i

/** Cuts a demand at punctuation; points and commas inside numbers stay. */
export function splitClauses(text: string): Clause[] {
  return text
    .normalize('NFKC')
    .split(/(?<!\d),|,(?!\d{3})|[;。!?\n:()]|\.(?!\d)|、(?=不|无|只|仅)/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ text: part, wish: wishWords.test(part) }))
}

const denial =
  /(?:不要|不接受|不需要|不得|不含|不是|不能|不碰|无需|拒绝|禁止|不涉及|非|不|无|没有|no|not|without|never|non)[\s-]*(?:[\p{L}\p{N}]{0,6}\s?)?$/iu

/** True when what stands at `index` of the clause is denied by the words just before it. */
export const isDenied = (clause: string, index: number): boolean =>
  denial.test(clause.slice(Math.max(0, index - 14), index))
