import { type DomainError, domainError, err, type Result } from '@lianshu/kernel'
import type { Offer } from '@lianshu/protocol/odrl'
import { buildOffer } from '../terms/build-offer.ts'
import type { Terms } from '../terms/terms.ts'
import { policyTemplates } from './templates.ts'

/** An offer by one of the templates, with an owner's own values instead of the template's. `input.invalid`, `at` the field. */
export function offerFromTemplate(
  offerId: string,
  name: string,
  changes: Partial<Terms> = {},
): Result<Offer, DomainError<'input.invalid' | 'policy.not-understood'>> {
  const template = policyTemplates.find((each) => each.name === name)
  if (template === undefined) {
    const names = policyTemplates.map((each) => each.name).join(', ')
    return err(
      domainError('input.invalid', `no template ${name}; there are ${names}`, { at: 'name' }),
    )
  }
  return buildOffer(offerId, { ...template.terms, ...changes }, template.more)
}
