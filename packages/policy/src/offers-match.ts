import { canonicalJson, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { NotUnderstood } from './not-understood.ts'
import type { Policy, Rule } from './policy.ts'
import { understandPolicy } from './understand-policy.ts'

/**
 * Do two policies say the same, whatever their class, id, parties and spelling? Both are compared as
 * understood; two that cannot be understood are the same only letter for letter.
 */
export function sameTerms(left: unknown, right: unknown): boolean {
  return termsText(left) === termsText(right)
}

/**
 * What two policies must share to say the same, as one text to compare or hash. Canonical JSON of the
 * understood rules in any order; of the raw rules where the policy is not understood.
 */
export function termsText(json: unknown): string {
  const understood = understandPolicy(json)
  if (!understood.ok) {
    const { permission, prohibition, obligation, target } = json as Record<string, unknown>
    return canonicalJson({ permission, prohibition, obligation, target })
  }
  const { permissions, prohibitions, payments, target }: Policy = understood.value
  return canonicalJson({
    permissions: normalRules(permissions),
    prohibitions: normalRules(prohibitions),
    payments: payments.map(({ amountFen }) => amountFen).toSorted((a, b) => a - b),
    target,
  })
}

const normalRules = (rules: readonly Rule[]): string[] =>
  rules
    .map(({ action, conditions, payments }) =>
      canonicalJson({ action, conditions: conditions.map(canonicalJson).toSorted(), payments }),
    )
    .toSorted()

/**
 * The provider's automatic decision: is the requested offer one of the listed ones, by id and by every
 * rule? The target is left to the caller, who knows the dataset under which the offers are listed.
 * `policy.not-understood` when the request cannot be read, `policy.denied` when it asks for other terms.
 */
export function offersMatch(
  requested: unknown,
  listed: readonly unknown[],
): Result<string, NotUnderstood | ReturnType<typeof otherTerms>> {
  const request = understandPolicy(requested)
  if (!request.ok) return request
  const { id } = request.value
  const text = termsText(withoutTarget(requested))
  const match = listed.find(
    (offer) =>
      (offer as { '@id'?: unknown })['@id'] === id && termsText(withoutTarget(offer)) === text,
  )
  return match ? ok(id) : err(otherTerms())
}

const otherTerms = () =>
  domainError('policy.denied', 'the requested terms are not those of a listed offer')

function withoutTarget(policy: unknown): unknown {
  const { target: _target, ...rest } = policy as Record<string, unknown>
  return rest
}
