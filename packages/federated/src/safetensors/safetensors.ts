import {
  type DomainError,
  domainError,
  err,
  fromUtf8,
  ok,
  type Result,
  utf8,
} from '@lianshu/kernel'
import { z } from 'zod'

/** One float32 tensor; `data.length` is the product of `shape`. */
export interface Tensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly data: Float32Array
}

export interface TensorFile {
  readonly tensors: readonly Tensor[]
  readonly metadata: Readonly<Record<string, string>>
}

const headerLimit = 1_000_000

const entrySchema = z.strictObject({
  dtype: z.literal('F32'),
  shape: z
    .array(
      z
        .number()
        .int()
        .min(0)
        .max(2 ** 31),
    )
    .max(8),
  data_offsets: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
})

/**
 * Writes a safetensors file (huggingface/safetensors, format): u64 header length, JSON header padded
 * with spaces to 8 bytes, then little-endian float32 data without gaps, in the given order.
 * Throws TypeError when a tensor's data does not fit its shape.
 */
export function writeSafetensors(file: TensorFile): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: file.metadata }
  let offset = 0
  for (const { name, shape, data } of file.tensors) {
    if (data.length !== elements(shape))
      throw new TypeError(`tensor ${name} does not fit its shape`)
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.length * 4] }
    offset += data.length * 4
  }
  const json = utf8(JSON.stringify(header))
  const headerLength = Math.ceil(json.length / 8) * 8
  const bytes = new Uint8Array(8 + headerLength + offset).fill(0x20, 8, 8 + headerLength)
  const view = new DataView(bytes.buffer)
  view.setBigUint64(0, BigInt(headerLength), true)
  bytes.set(json, 8)
  let position = 8 + headerLength
  for (const { data } of file.tensors) {
    for (const value of data) {
      view.setFloat32(position, value, true)
      position += 4
    }
  }
  return bytes
}

/**
 * Reads a safetensors file that may be hostile. `input.invalid` when the header, an offset, a gap, an
 * overlap or a length is wrong or a number is NaN or infinite; `input.unsupported` for other than F32.
 */
export function readSafetensors(
  bytes: Uint8Array,
): Result<TensorFile, DomainError<'input.invalid' | 'input.unsupported'>> {
  const opened = readHeader(bytes)
  if (!opened.ok) return opened
  const { header, start } = opened.value
  const { __metadata__: rawMetadata = {}, ...entries } = header
  const metadata = z.record(z.string(), z.string()).safeParse(rawMetadata)
  if (!metadata.success) return invalid('its metadata is not a map of texts')

  const named: { name: string; shape: readonly number[]; begin: number; end: number }[] = []
  for (const [name, raw] of Object.entries(entries)) {
    const entry = entrySchema.safeParse(raw)
    if (!entry.success) return wrongEntry(name, raw)
    const [begin, end] = entry.data.data_offsets
    if (end - begin !== elements(entry.data.shape) * 4)
      return invalid(`tensor ${name} does not fit its shape`)
    named.push({ name, shape: entry.data.shape, begin, end })
  }
  named.sort((left, right) => left.begin - right.begin || left.end - right.end)
  let position = 0
  for (const { name, begin, end } of named) {
    if (begin !== position) return invalid(`tensor ${name} leaves a gap or overlaps another`)
    position = end
  }
  if (start + position !== bytes.length) return invalid('its length does not match its header')

  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tensors: Tensor[] = []
  for (const { name, shape, begin, end } of named) {
    const data = new Float32Array((end - begin) / 4)
    for (let index = 0; index < data.length; index++) {
      data[index] = view.getFloat32(start + begin + index * 4, true)
    }
    if (!data.every(Number.isFinite))
      return invalid(`tensor ${name} holds NaN or an infinite number`)
    tensors.push({ name, shape, data })
  }
  return ok({ tensors, metadata: metadata.data })
}

function readHeader(
  bytes: Uint8Array,
): Result<{ header: Record<string, unknown>; start: number }, DomainError<'input.invalid'>> {
  if (bytes.length < 10) return invalid('it is shorter than a header')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getBigUint64(0, true)
  if (length > BigInt(Math.min(headerLimit, bytes.length - 8))) {
    return invalid('its header is longer than the file or than allowed')
  }
  const start = 8 + Number(length)
  try {
    const header: unknown = JSON.parse(fromUtf8(bytes.subarray(8, start)))
    if (typeof header === 'object' && header !== null && !Array.isArray(header)) {
      return ok({ header: header as Record<string, unknown>, start })
    }
    return invalid('its header is not an object')
  } catch {
    return invalid('its header is not JSON')
  }
}

const elements = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1)

const invalid = (reason: string) =>
  err(domainError('input.invalid', `the model file is not a valid safetensors file: ${reason}`))

function wrongEntry(name: string, raw: unknown) {
  const dtype = typeof raw === 'object' && raw !== null && 'dtype' in raw ? raw.dtype : undefined
  return typeof dtype === 'string' && dtype !== 'F32'
    ? err(domainError('input.unsupported', `tensor ${name} is not float32`))
    : invalid(`tensor ${name} has a wrong header entry`)
}
