import { unwrap, utf8 } from '@lianshu/kernel'
import { modelTensors, type Scaling } from '@lianshu/protocol/rounds'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstModel } from '../coordinator/first-model.ts'
import { testPlan } from '../testing/plans.ts'
import { readModel, writeModel } from './model-file.ts'
import { readSafetensors, writeSafetensors } from './safetensors.ts'

const plan = testPlan()
const scaling: Scaling = {
  features: [
    { kind: 'numeric', mean: 40, deviation: 10, missing: true },
    { kind: 'categorical', missing: false },
  ],
  target: { kind: 'classes', weights: [1, 1] },
}
const model = firstModel(plan, 'ab'.repeat(32), scaling)

/** A file with any header over any data. */
function file(header: unknown, data = new Uint8Array(0), length?: bigint) {
  const json = utf8(typeof header === 'string' ? header : JSON.stringify(header))
  const bytes = new Uint8Array(8 + json.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(json.length), true)
  bytes.set(json, 8)
  bytes.set(data, 8 + json.length)
  return bytes
}
const entry = (shape: number[], data_offsets: number[], dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets,
})
const nan = new Uint8Array(Float32Array.of(Number.NaN).buffer)

describe('safetensors', () => {
  it('reads back what it wrote', () => {
    const tensor = fc.float32Array({ noNaN: true, noDefaultInfinity: true, maxLength: 20 })
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 20 }), tensor), (named) => {
        const tensors = Object.entries(named)
          .filter(([name]) => name !== '__metadata__' && name !== '__proto__')
          .map(([name, data]) => ({ name, shape: [data.length], data }))
        const read = unwrap(readSafetensors(writeSafetensors({ tensors, metadata: { a: 'b' } })))
        expect(read.metadata).toEqual({ a: 'b' })
        const byName = (left: { name: string }, right: { name: string }) =>
          left.name < right.name ? -1 : 1
        expect(read.tensors.toSorted(byName)).toEqual(tensors.toSorted(byName))
      }),
    )
  })

  const four = new Uint8Array(4)
  const hostile: [string, Uint8Array][] = [
    ['nothing', new Uint8Array(0)],
    ['a header longer than the file', file('{}', four, 1000n)],
    ['an enormous header length', file('{}', four, 2n ** 63n)],
    ['a header that is no JSON', file('{oops')],
    ['a header that is a list', file('[]       ')],
    ['offsets beyond the end', file({ a: entry([1], [4, 8]) }, four)],
    ['a shape that is not its data', file({ a: entry([2], [0, 4]) }, four)],
    ['an overlap', file({ a: entry([1], [0, 4]), b: entry([1], [0, 4]) }, four)],
    ['a gap', file({ a: entry([1], [4, 8]) }, new Uint8Array(8))],
    ['bytes behind the data', file({ a: entry([1], [0, 4]) }, new Uint8Array(8))],
    ['a huge shape', file({ a: entry([2 ** 31, 2 ** 31, 2 ** 31], [0, 4]) }, four)],
    ['a negative offset', file({ a: entry([1], [-4, 0]) }, four)],
    ['another type', file({ a: entry([1], [0, 4], 'F64') }, four)],
    ['NaN', file({ a: entry([1], [0, 4]) }, nan)],
    ['metadata that is not text', file({ __metadata__: { a: 1 } })],
  ]
  it.each(hostile)('refuses %s', (_, bytes) => {
    expect(readSafetensors(bytes).ok).toBe(false)
  })

  it('never throws, whatever the bytes', () => {
    const good = writeModel(model)
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const bent = good.slice()
        bent[at] = byte
        readModel(plan, bent)
        readModel(plan, bent.subarray(0, at))
      }),
    )
  })
})

describe('a model file', () => {
  it('carries its scaling, plan and round', () => {
    expect(unwrap(readModel(plan, writeModel(model)))).toEqual(model)
    expect(model.tensors.map(({ name, shape }) => ({ name, shape }))).toEqual(
      modelTensors(plan, scaling),
    )
  })

  it('is refused when its tensors are not those of the plan', () => {
    const other = testPlan({ model: { ...plan.model, hidden: [5] } })
    expect(readModel(other, writeModel(model)).ok).toBe(false)
    expect(readModel(plan, writeModel({ ...model, tensors: model.tensors.slice(1) })).ok).toBe(
      false,
    )
    const fewer = { ...scaling, features: scaling.features.slice(1) }
    expect(readModel(plan, writeModel({ ...model, scaling: fewer })).ok).toBe(false)
  })
})
