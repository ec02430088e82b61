import {
  actions,
  badges,
  badgeWords,
  bounds,
  operands,
  sources,
  usagePatterns,
  valueTypes,
} from '@lianshu/policy/authoring'
import { generatedNote } from './generated-note.ts'
import { codes } from './schema-members.ts'

const meaning = {
  enforced: 'we stop what breaks it; what is not known is refused',
  attested: 'a credential or a signed statement says so; without it the use is refused',
  contractual: 'nobody can measure it; only the law stops what breaks it',
} as const

const table = (head: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** docs/protocol/policy-vocabulary.md: every word that a policy may hold, from the registry that runs. */
export const policyVocabularyPage = (): string =>
  [
    '# Vocabulary of policies · 策略词汇',
    generatedNote,
    'Policies are ODRL 2.2 offers, agreements and sets. A word that is not on this page makes the whole policy `policy.not-understood`, when it is written and when it is read: what is not understood is never no restriction.',
    '## How far a term holds · 保障程度',
    table(
      ['badge', '中文', 'English', 'means'],
      badges.map((badge) => [
        ...[`\`${badge}\``, badgeWords[badge].zh, badgeWords[badge].en],
        meaning[badge],
      ]),
    ),
    '## Left operands · 左操作数',
    'The value on the left comes from the named source and from no other. Of words, `eq` and `neq` mean `isAnyOf` and `isNoneOf` of one. A **counted** operand is a limit that the ledger checks and counts in one step; it stands in permissions only, outside alternatives.',
    ...operandTables(),
    table(
      ['value', '中文', 'English'],
      Object.entries(valueTypes).map(([type, { zh, en }]) => [type, zh, en]),
    ),
    table(
      ['from', '中文', 'English'],
      Object.entries(sources).map(([source, { zh, en }]) => [source, zh, en]),
    ),
    'Clauses from `contract` hold in an agreement by the word of both who signed it, and nowhere else.',
    '## Actions · 动作',
    'A permission of an action permits what is included in it, a prohibition prohibits it. "Barred by" names broader actions whose prohibition reaches it as well, though their permission does not.',
    table(
      ['action', '中文', 'English', 'included in', 'barred by', 'badge', 'IRI'],
      Object.entries(actions).map(([name, { iri, includedIn, barredBy = [], words, badge }]) => [
        ...[`\`${name}\``, words.zh, words.en, includedIn ? `\`${includedIn}\`` : ''],
        ...[codes(barredBy), badge, `\`${iri}\``],
      ]),
    ),
    '## Usage patterns · 使用控制模式',
    'The 21 policy classes of the International Data Spaces, and the two that were added later, with an example of each. The badge is that of the weakest part.',
    table(
      ['no.', '中文', 'English', 'badge', 'example'],
      usagePatterns.map(({ number, name, badge, rules }) => [
        ...[number, name.zh, name.en, badge],
        `\`${JSON.stringify(rules)}\``,
      ]),
    ),
    '## Bounds',
    `${bounds.rules} rules with their duties, ${bounds.constraints} constraints, nested ${bounds.nesting} deep, ${bounds.values} values of a right operand, ${bounds.inheritance} generations of \`inheritFrom\`.`,
  ].join('\n\n')

function operandTables(): readonly string[] {
  const rooms = [
    ['### ODRL', 'http://www.w3.org/ns/odrl/2/'],
    ['### Lianshu', 'https://w3id.org/lianshu/'],
    ['### Catena-X (CX-0152)', 'https://w3id.org/catenax/'],
  ] as const
  return rooms.flatMap(([title, namespace]) => [
    title,
    table(
      ['operand', '中文', 'English', 'value', 'operators', 'from', 'badge', 'IRI'],
      Object.entries(operands)
        .filter(([, { iris }]) => iris[0]!.startsWith(namespace))
        .map(([name, entry]) => [
          ...[`\`${name}\``, entry.words.zh, entry.words.en],
          [entry.type, ...(entry.codes ? [codes(entry.codes)] : [])].join(': '),
          `${codes(entry.operators)}${entry.counted ? ', counted' : ''}`,
          ...[entry.source, entry.badge, entry.iris.map((iri) => `\`${iri}\``).join(' ')],
        ]),
    ),
  ])
}
