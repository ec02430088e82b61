/** The plan's number is the owner's number · factor + offset. */
export interface UnitConversion {
  readonly factor: number
  readonly offset: number
}

interface Unit {
  /** Units of one dimension convert to each other. */
  readonly dimension: string
  /** To the base unit of the dimension. */
  readonly factor: number
  readonly offset: number
}

const unit = (dimension: string, factor = 1, offset = 0): Unit => ({ dimension, factor, offset })

const foot = 0.3048
const pound = 0.453_592_37
const gravity = 9.806_65

/** Factors to the base unit: SI brochure (9th edition) and NIST SP 811, appendix B. Keys as unitKey gives. */
const units: Readonly<Record<string, Unit>> = {
  k: unit('temperature'),
  '°c': unit('temperature', 1, 273.15),
  degc: unit('temperature', 1, 273.15),
  celsius: unit('temperature', 1, 273.15),
  '℃': unit('temperature', 1, 273.15),
  c: unit('temperature', 1, 273.15),
  '°f': unit('temperature', 5 / 9, 273.15 - (32 * 5) / 9),
  f: unit('temperature', 5 / 9, 273.15 - (32 * 5) / 9),
  rpm: unit('rotation', (2 * Math.PI) / 60),
  '1/min': unit('rotation', (2 * Math.PI) / 60),
  'r/min': unit('rotation', (2 * Math.PI) / 60),
  'rad/s': unit('rotation'),
  millihertz: unit('frequency', 1e-3),
  hz: unit('frequency'),
  khz: unit('frequency', 1000),
  mhz: unit('frequency', 1e6),
  nm: unit('torque'),
  knm: unit('torque', 1000),
  kgf·m: unit('torque', gravity),
  lbf·ft: unit('torque', pound * gravity * foot),
  s: unit('time'),
  sec: unit('time'),
  ms: unit('time', 1e-3),
  min: unit('time', 60),
  h: unit('time', 3600),
  pa: unit('pressure'),
  kpa: unit('pressure', 1e3),
  millipascal: unit('pressure', 1e-3),
  mpa: unit('pressure', 1e6),
  bar: unit('pressure', 1e5),
  mbar: unit('pressure', 100),
  psi: unit('pressure', 6894.757_293_168),
  milliwatt: unit('power', 1e-3),
  w: unit('power'),
  kw: unit('power', 1e3),
  mw: unit('power', 1e6),
  m: unit('length'),
  mm: unit('length', 1e-3),
  cm: unit('length', 1e-2),
  µm: unit('length', 1e-6),
  um: unit('length', 1e-6),
  nanometre: unit('length', 1e-9),
  in: unit('length', 0.0254),
  kg: unit('mass'),
  g: unit('mass', 1e-3),
  t: unit('mass', 1000),
  lb: unit('mass', pound),
  n: unit('force'),
  kn: unit('force', 1000),
  a: unit('current'),
  ma: unit('current', 1e-3),
  v: unit('voltage'),
  mv: unit('voltage', 1e-3),
  kv: unit('voltage', 1000),
  kwh: unit('energy', 3.6e6),
  j: unit('energy'),
  'm/s': unit('speed'),
  'mm/s': unit('speed', 1e-3),
  'km/h': unit('speed', 1 / 3.6),
  '%': unit('share', 0.01),
  '1': unit('share'),
}

// Where case tells two units apart, the small one gets a key of its own.
const smallUnits: Readonly<Record<string, string>> = {
  nm: 'nanometre',
  mPa: 'millipascal',
  mW: 'milliwatt',
  mHz: 'millihertz',
}

const unitKey = (text: string) =>
  smallUnits[text.trim()] ??
  text
    .trim()
    .toLowerCase()
    .replace('μ', 'µ')
    .replaceAll(/[\s*·⋅]+/g, (mark) => (mark.trim() === '' ? '' : '·'))
    .replace('n·m', 'nm')

/**
 * How numbers in `from` become numbers in `to`; the identity when both are the same text or neither is
 * given; undefined when it is not known (another dimension, an unlisted unit, or only one has a unit).
 */
export function unitConversion(
  from: string | undefined,
  to: string | undefined,
): UnitConversion | undefined {
  if (from === to) return { factor: 1, offset: 0 }
  if (from === undefined || to === undefined) return undefined
  const [fromKey, toKey] = [unitKey(from), unitKey(to)]
  if (fromKey === toKey) return { factor: 1, offset: 0 }
  const [source, target] = [units[fromKey], units[toKey]]
  if (!source || !target || source.dimension !== target.dimension) return undefined
  return {
    factor: source.factor / target.factor,
    offset: (source.offset - target.offset) / target.factor,
  }
}
