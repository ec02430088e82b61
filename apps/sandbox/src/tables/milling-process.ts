import type { Random } from '@lianshu/kernel'

/**
 * What makes one plant's milling differ from another's. The process follows the published description
 * of AI4I 2020 (S. Matzka, "Explainable Artificial Intelligence for Predictive Maintenance
 * Applications", 2020): random walks of temperatures, torque around a mean, speed that falls with
 * torque, wear that grows with each workpiece, and four causes of failure with sharp limits.
 */
export interface MillingPlant {
  /** Shares of the product grades; they sum to 1. */
  readonly mix: { readonly L: number; readonly M: number; readonly H: number }
  /** Nm. */
  readonly torque: { readonly mean: number; readonly deviation: number }
  /** K; 300 in the published process. */
  readonly airTemperature: number
  /** Minutes of wear that a workpiece adds, relative to the published 2 (L), 3 (M) and 5 (H). */
  readonly wearRate: number
  /** Heat fails below this difference of temperatures [K] at low speed; 8.6 in the published process. */
  readonly heatLimit: number
  /** W; 3500 and 9000 in the published process. */
  readonly power: { readonly low: number; readonly high: number }
}

/** One workpiece. */
export interface MillingRow {
  readonly grade: Grade
  /** K. */
  readonly air: number
  /** K. */
  readonly process: number
  /** rpm. */
  readonly speed: number
  /** Nm. */
  readonly torque: number
  /** Minutes. */
  readonly wear: number
  readonly failed: boolean
}

export type Grade = 'L' | 'M' | 'H'

const wearPerPiece: Record<Grade, number> = { L: 2, M: 3, H: 5 }
/** min · Nm at which an overstrained tool breaks. */
const strainLimit: Record<Grade, number> = { L: 11_000, M: 12_000, H: 13_000 }
/** rpm below which heat is not carried off. The published 1380 with our speeds would fail too often. */
const slowSpeed = 1330
const randomFailure = 0.001

/** Simulates `rows` workpieces one after the other. */
export function simulateMilling(plant: MillingPlant, rows: number, random: Random): MillingRow[] {
  const air = walk(rows, 2, random)
  const above = walk(rows, 1, random)
  let wear = 0
  let toolLife = drawToolLife(random)
  return Array.from({ length: rows }, (_, row) => {
    const grade = drawGrade(plant, random)
    const torque = round(
      Math.max(3.5, plant.torque.mean + plant.torque.deviation * normal(random)),
      1,
    )
    // The power law and its noise reproduce the published file's spread and correlation of −0.88.
    const speed = Math.round(1470 * (40 / torque) ** 0.38 + 65 * normal(random))
    const cell = {
      grade,
      air: round(plant.airTemperature + air[row]!, 1),
      process: round(plant.airTemperature + air[row]! + 10 + above[row]!, 1),
      speed,
      torque,
      wear: Math.round(wear),
    }
    const worn = wear >= toolLife
    const failed = (worn && random.unit() < 0.4) || fails(plant, cell, random)
    wear = worn ? 0 : wear + wearPerPiece[grade] * plant.wearRate
    if (worn) toolLife = drawToolLife(random)
    return { ...cell, failed }
  })
}

function fails(plant: MillingPlant, row: Omit<MillingRow, 'failed'>, random: Random): boolean {
  const watts = (row.torque * row.speed * 2 * Math.PI) / 60
  return (
    (row.process - row.air < plant.heatLimit && row.speed < slowSpeed) ||
    watts < plant.power.low ||
    watts > plant.power.high ||
    row.wear * row.torque > strainLimit[row.grade] ||
    random.unit() < randomFailure
  )
}

const drawToolLife = (random: Random) => 200 + 40 * random.unit()

function drawGrade({ mix }: MillingPlant, random: Random): Grade {
  const drawn = random.unit()
  if (drawn < mix.L) return 'L'
  return drawn < mix.L + mix.M ? 'M' : 'H'
}

/** A random walk, moved and stretched to mean 0 and the given deviation. */
function walk(length: number, deviation: number, random: Random): number[] {
  let at = 0
  const path = Array.from({ length }, () => {
    at += normal(random)
    return at
  })
  const mean = path.reduce((sum, value) => sum + value, 0) / length
  const variance = path.reduce((sum, value) => sum + (value - mean) ** 2, 0) / length
  const stretch = variance > 0 ? deviation / Math.sqrt(variance) : 0
  return path.map((value) => (value - mean) * stretch)
}

/** A standard normal number (Box and Muller 1958). */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit())

const round = (value: number, digits: number) => Number(value.toFixed(digits))
