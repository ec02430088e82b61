import type { Ending, Side } from '../wire.ts'

/** Code and reasons of a message, as an ending; foreign reasons may be of any shape and are cut short. */
export function endingOf(
  by: Side,
  message: { readonly code?: string; readonly reason?: readonly unknown[] },
): Ending {
  const text = (reason: unknown) =>
    (typeof reason === 'string' ? reason : JSON.stringify(reason)).slice(0, 500)
  return { by, code: message.code ?? '', reasons: (message.reason ?? []).slice(0, 10).map(text) }
}

/** An ending as the `code` and `reason` of a message; the schema wants no empty list. */
export const endingFields = (
  ending: Pick<Ending, 'code' | 'reasons'>,
): { code?: string; reason?: string[] } => ({
  ...(ending.code !== '' && { code: ending.code }),
  ...(ending.reasons.length > 0 && { reason: [...ending.reasons] }),
})
