import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ok } from '@lianshu/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLei, leiCheckDigits } from './lei.ts'
import { readOrganizationNumber } from './organization-number.ts'
import { isUscc, usccCheckCharacter } from './uscc.ts'

const usccAlphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const leiAlphabet = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const text = (alphabet: readonly string[], length: number) =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length })
    .map((characters) => characters.join(''))

const anyUscc = fc
  .tuple(text(usccAlphabet, 2), text([...'0123456789'], 6), text(usccAlphabet, 9))
  .map((parts) => parts.join(''))
  .map((first17) => first17 + usccCheckCharacter(first17))
const anyLei = text(leiAlphabet, 18).map((first18) => first18 + leiCheckDigits(first18))

/** Every text that differs from `whole` in exactly one place. */
const mistyped = (whole: string, alphabet: readonly string[]) =>
  [...whole].flatMap((right, at) =>
    alphabet
      .filter((other) => other !== right)
      .map((other) => whole.slice(0, at) + other + whole.slice(at + 1)),
  )

const kindsOf = (lei: string) => lei.replace(/[0-9]/g, '0').replace(/[A-Z]/g, 'A')

describe('a unified social credit code', () => {
  it('is that of the standard’s printed example', () => {
    expect(isUscc('91350100M000100Y43')).toBe(true)
  })

  it('does not hold with one character mistyped', () => {
    fc.assert(
      fc.property(anyUscc, (uscc) => {
        expect(isUscc(uscc)).toBe(true)
        expect(mistyped(uscc, usccAlphabet).filter(isUscc)).toEqual([])
      }),
      { numRuns: 20 },
    )
  })

  it('has no I, O, S, V, Z, no letter in the region and no other length', () => {
    for (const wrong of ['91350100I000100Y43', '9135010AM000100Y43', '91350100M000100Y4', '']) {
      expect([wrong, isUscc(wrong)]).toEqual([wrong, false])
    }
  })

  const vectors = join(
    import.meta.dirname,
    '../../../../../shared/benchmarks/cn-identifiers/vectors.tsv',
  )
  const isHere = existsSync(vectors)
  if (!isHere) process.stderr.write(`SKIPPED: no known answers for identifiers at ${vectors}\n`)

  it.skipIf(!isHere)('holds or not as the known answers say', () => {
    const rows = readFileSync(vectors, 'utf8').split('\n')
    const codes = rows.map((row) => row.split('\t')).filter(([kind]) => kind === 'cn_uscc')
    expect(codes.length).toBeGreaterThan(40)
    for (const [, code = '', valid] of codes) {
      expect([code, isUscc(code)]).toEqual([code, valid === 'true'])
    }
  })
})

describe('a legal entity identifier', () => {
  it.each(['529900T8BM49AURSDO55', '5493001KJTIIGC8Y1R12', 'HWUPKR0MPOU8FGXBT394'])(
    '%s, of an entity that exists, holds',
    (lei) => {
      expect(isLei(lei)).toBe(true)
    },
  )

  it('does not hold with one character mistyped', () => {
    fc.assert(
      fc.property(anyLei, (lei) => {
        expect(isLei(lei)).toBe(true)
        // A digit for a letter shifts what follows, which the checksum finds only 96 times in 97.
        const sameKind = mistyped(lei, leiAlphabet).filter(
          (other) => kindsOf(other) === kindsOf(lei),
        )
        expect(sameKind.filter(isLei)).toEqual([])
      }),
      { numRuns: 20 },
    )
  })

  it('has twenty characters, the last two of them digits', () => {
    for (const wrong of [
      '529900T8BM49AURSDO5',
      '529900T8BM49AURSDOAB',
      '529900t8bm49aursdo55',
      '',
    ]) {
      expect([wrong, isLei(wrong)]).toEqual([wrong, false])
    }
  })
})

describe('readOrganizationNumber', () => {
  it('forgives spaces, hyphens and small letters', () => {
    const read = readOrganizationNumber({ scheme: 'uscc', value: ' 91350100-m000100y-43 ' })
    expect(read).toEqual(ok({ scheme: 'uscc', value: '91350100M000100Y43' }))
  })

  it('says what does not hold and where', () => {
    const read = readOrganizationNumber({ scheme: 'lei', value: '91350100M000100Y43' })
    expect(read).toMatchObject({ ok: false, error: { code: 'input.invalid', at: 'number.value' } })
    expect(read.ok || read.error.message).toMatch(/ISO 17442/)
  })
})
