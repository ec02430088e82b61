import type { Examples } from '../preprocessing/examples.ts'

/** The examples of several owners as one table, one owner after the other. All have the same width. */
export function mergeExamples(parts: readonly Examples[]): Examples {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  const width = parts[0]?.width ?? 0
  const inputs = new Float32Array(rows * width)
  const targets = new Float32Array(rows)
  let at = 0
  for (const part of parts) {
    inputs.set(part.inputs, at * width)
    targets.set(part.targets, at)
    at += part.rows
  }
  return { rows, width, inputs, targets }
}

/** Entry by entry sum of vectors of one length; at least one. */
export function sumVectors([first, ...others]: readonly Float64Array[]): Float64Array {
  const sum = Float64Array.from(first!)
  for (const vector of others) for (let at = 0; at < sum.length; at++) sum[at]! += vector[at]!
  return sum
}
