/** `CN:01-01` to `CN:01-04` for `('CN:01', 4)`. */
const row = (group: string, last: number, skipped: readonly number[] = []): string[] =>
  Array.from({ length: last }, (_, index) => index + 1)
    .filter((number) => !skipped.includes(number))
    .map((number) => `${group}-${String(number).padStart(2, '0')}`)

/** The tests that dsp-tck 1.0.0-RC6 runs. It declares 67: TP:02-04 and TP_C:02-04 are disabled in it. */
export const dspTests: readonly string[] = [
  ...row('MET:01', 1),
  ...row('CAT:01', 3),
  ...[row('CN:01', 4), row('CN:02', 7), row('CN:03', 4)].flat(),
  ...[row('CN_C:01', 4), row('CN_C:02', 6), row('CN_C:03', 6)].flat(),
  ...[row('TP:01', 5), row('TP:02', 5, [4]), row('TP:03', 6)].flat(),
  ...[row('TP_C:01', 5), row('TP_C:02', 5, [4]), row('TP_C:03', 6)].flat(),
]
