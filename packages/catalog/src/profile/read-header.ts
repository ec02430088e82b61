/** A column name taken apart: what is measured, and in which unit, if the header says so. */
export interface Header {
  readonly label: string
  readonly unit?: string
}

// `Torque [Nm]`, `Torque (Nm)`, `扭矩（Nm）`: the last bracket of the header, if something stands before it.
const bracketed = /^(.+?)\s*(?:\[([^[\]]+)\]|\(([^()]+)\)|（([^（）]+)）|【([^【】]+)】)\s*$/

// A unit has no blank-separated words and is short; `Defect (after repair)` is no unit.
const unitLike = /^[^\s]{1,12}$|^[^\s]{1,6} [^\s]{1,6}$/

/** Reads label and unit from a header such as `Torque [Nm]`; without a unit the label is the header. */
export function readHeader(name: string): Header {
  const match = bracketed.exec(name)
  const unit = (match?.[2] ?? match?.[3] ?? match?.[4] ?? match?.[5])?.trim()
  if (!match?.[1] || !unit || !unitLike.test(unit)) return { label: name }
  return { label: match[1], unit }
}
