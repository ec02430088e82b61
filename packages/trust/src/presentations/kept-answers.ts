import type { Clock, DomainError, Result } from '@lianshu/kernel'

export interface KeptAnswersOptions<T> {
  readonly clock: Clock
  /** How long an answer is kept at most, in milliseconds; 0: not at all. */
  readonly keepMs: number
  /** When an answer ends by itself, in milliseconds since 1970. */
  readonly untilOf: (answer: T) => number
  /** How often a kept answer is checked again, in milliseconds. */
  readonly checkMs: number
  /** Whether a kept answer still holds. `auth.…` drops it; any other error leaves it for the next try. */
  readonly check: (answer: T) => Promise<Result<void, DomainError>>
}

interface Kept<T> {
  readonly answer: T
  readonly until: number
  checkedAt: number
}

/** A hostile peer may have any number of names: memory is bounded. */
const maxKept = 5_000

/**
 * Good answers to a costly question, by key: asked once at a time, kept within their validity, checked
 * again as they age. Bad answers are not kept.
 */
export function createKeptAnswers<T>(options: KeptAnswersOptions<T>) {
  const { clock, keepMs, untilOf, checkMs, check } = options
  const kept = new Map<string, Kept<T>>()
  const running = new Map<string, Promise<Result<T, DomainError>>>()
  const now = () => clock.now().getTime()

  function keep(key: string, answer: T): void {
    const at = now()
    const until = Math.min(untilOf(answer), at + keepMs)
    if (until <= at) return
    if (kept.size >= maxKept) kept.delete(kept.keys().next().value!)
    kept.set(key, { answer, until, checkedAt: at })
  }

  async function recheck(key: string, held: Kept<T>): Promise<Result<T, DomainError>> {
    const checked = await check(held.answer)
    if (checked.ok) {
      held.checkedAt = now()
      return { ok: true, value: held.answer }
    }
    if (checked.error.code.startsWith('auth.') && kept.get(key) === held) kept.delete(key)
    return checked
  }

  async function find(
    key: string,
    ask: () => Promise<Result<T, DomainError>>,
  ): Promise<Result<T, DomainError>> {
    const held = kept.get(key)
    if (held !== undefined) return recheck(key, held)
    const answer = await ask()
    if (answer.ok) keep(key, answer.value)
    return answer
  }

  return {
    async get(
      key: string,
      ask: () => Promise<Result<T, DomainError>>,
    ): Promise<Result<T, DomainError>> {
      const held = kept.get(key)
      if (held !== undefined && now() >= held.until) kept.delete(key)
      else if (held !== undefined && now() - held.checkedAt < checkMs) {
        return { ok: true, value: held.answer }
      }
      const current = running.get(key)
      if (current !== undefined) return current
      const finding = find(key, ask).finally(() => running.delete(key))
      running.set(key, finding)
      return finding
    },
  }
}
