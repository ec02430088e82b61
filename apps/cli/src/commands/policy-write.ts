import { randomUUID } from 'node:crypto'
import { domainError, err, ok } from '@lianshu/kernel'
import { offerFromTemplate, policyTemplates } from '@lianshu/policy/authoring'
import type { Command } from '../command.ts'
import { table } from '../output/table.ts'

export const writePolicy: Command = {
  name: 'policy write',
  takes: '[TEMPLATE]',
  arity: [0, 1],
  words: {
    zh: '按模板写出一份报价策略（ODRL JSON）；不给模板名则列出模板',
    en: 'write an offer (ODRL JSON) by a template; without a name, list the templates',
  },
  options: ['purpose', 'until', 'rounds', 'price', 'json'],
  async run({ world, json, locale, options, positionals }) {
    const [name] = positionals
    if (name === undefined) {
      const rows = policyTemplates.map(({ name, title, about }) => [
        ...[name, title[locale], about[locale]],
      ])
      for (const line of json ? [JSON.stringify(policyTemplates)] : table(rows)) world.print(line)
      return ok(0)
    }
    const { purpose, until, rounds, price } = options
    const fen = price === undefined ? undefined : Math.round(Number(price) * 100)
    if (fen !== undefined && !(fen >= 0 && /^\d+(\.\d\d?)?$/.test(price!))) {
      return err(domainError('input.invalid', '--price is an amount of yuan, as 1200 or 1200.50'))
    }
    const offer = offerFromTemplate(`urn:uuid:${randomUUID()}`, name, {
      ...(purpose !== undefined && { purposes: purpose.split(',') }),
      ...(until !== undefined && { endsAt: until }),
      ...(rounds !== undefined && { maximumRounds: Number(rounds) }),
      ...(fen !== undefined && { priceFen: fen }),
    })
    if (!offer.ok) return offer
    world.print(JSON.stringify(offer.value, null, json ? undefined : 2))
    return ok(0)
  },
}
