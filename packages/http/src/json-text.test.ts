import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookOver } from './json-text.ts'

describe('a JSON text, looked over', () => {
  it.each([
    ['', 0],
    ['{}', 1],
    ['{"a":[1,{"b":2}]}', 3],
    ['"[[[[\\"[["', 0],
    ['[[[[', 4],
    [']]]][', 1],
    ['"unending [[', 0],
    ['"\\', 0],
  ])('%s nests %i deep', (text, depth) => expect(lookOver(text)).toEqual({ depth }))

  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1,"b":{"a":1,"c":[{"x":1},{"x":2,"x" \n: 3}]}}', 'x'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{"a\\"":1,"a\\"":2}', 'a"'],
    ['{"":1,"":2}', ''],
  ])('%s has a name twice', (text, doubled) => expect(lookOver(text)).toMatchObject({ doubled }))

  it.each(['{"a":"a","b":["a","a"],"c":{"a":1}}', '["a","a"]', '{"a":"b: \\"a\\":"}', '"a":"a":'])(
    '%s has none',
    (text) => expect(lookOver(text).doubled).toBeUndefined(),
  )

  it.each([
    ['"\\u0000"', 'the character NUL'],
    ['{"\\u0000":1}', 'the character NUL'],
    ['"a\\ud800b"', 'half a character'],
    ['"\\udc00\\ud800"', 'half a character'],
    ['[1e999]', 'a number beyond all bounds'],
    ['{"a":-1E+400}', 'a number beyond all bounds'],
    ['9'.repeat(400), 'a number beyond all bounds'],
  ])('%s holds what we do not take', (text, unfit) =>
    expect(lookOver(text)).toMatchObject({ unfit }),
  )

  it.each([
    ...['"\\\\u0000"', '"\\ud83d\\ude00"', '"😀"', '"\\u4e2d"'],
    ...['"1e999"', '[1e308,-1.5E-999]', '1-2e5', '9'.repeat(300)],
  ])('%s is taken', (text) => expect(lookOver(text).unfit).toBeUndefined())

  it('finds nothing doubled in what JSON.stringify wrote, and one name more in any object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (value) => {
        expect(lookOver(JSON.stringify(value)).doubled).toBeUndefined()
        const [name] = Object.keys(value)
        if (name === undefined) return
        const again = JSON.stringify(value).replace('{', () => `{${JSON.stringify(name)}:0,`)
        expect(lookOver(again)).toMatchObject({ doubled: name })
      }),
    )
  })

  it('takes time in proportion to the text, whatever it is', () => {
    const texts = [
      '['.repeat(1e6),
      '"'.repeat(1e6),
      '1'.repeat(1e6),
      '1 '.repeat(1e6),
      '\\'.repeat(1e6),
      '{"a":'.repeat(2e5),
    ]
    for (const text of [...texts, `{${'"a":1,'.repeat(1e5)}`]) lookOver(text)
  })
})
