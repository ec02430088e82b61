import { filterBounds, filterOperators, filterProperties } from '@lianshu/catalog'
import { generatedNote } from './generated-note.ts'
import { codes } from './schema-members.ts'

const example = {
  '@context': ['https://w3id.org/dspace/2025/1/context.jsonld'],
  '@type': 'CatalogRequestMessage',
  filter: [
    { operandLeft: 'industry', operator: '=', operandRight: 'machinery' },
    {
      or: [
        { operandLeft: 'rows', operator: '>=', operandRight: 10_000 },
        { operandLeft: 'keyword', operator: 'in', operandRight: ['milling', 'turning'] },
      ],
    },
  ],
}

/** docs/protocol/catalog-filter.md: what a catalogue request may ask for, from the registry that runs. */
export const catalogFilterPage = (): string =>
  [
    '# Filter of a catalogue request · 目录筛选',
    generatedNote,
    '`filter` of a CatalogRequestMessage (DSP 2025-1, 6.1.1) is a list of criteria that must all hold. A criterion compares a published property with a value; `{"and": […]}` and `{"or": […]}` hold criteria and may be nested. An empty list, or an empty object in it, asks for everything. Whatever the filter says, an entry that the caller may not see is not there.',
    ['```json', JSON.stringify(example, null, 2), '```'].join('\n'),
    '## Properties · 属性',
    [
      '| `operandLeft` | or by its IRI | compares | 中文 | English |',
      '| --- | --- | --- | --- | --- |',
      ...filterProperties.map(
        ({ name, iri, kind, label }) =>
          `| \`${name}\` | \`${iri}\` | ${kind} | ${label.zh} | ${label.en} |`,
      ),
    ].join('\n'),
    '## Operators · 运算符',
    [
      '| compares | `operator` |',
      '| --- | --- |',
      ...Object.entries(filterOperators).map(([kind, signs]) => `| ${kind} | ${codes(signs)} |`),
    ].join('\n'),
    'A property that has several values, such as `keyword`, meets `=` and `in` when one of them does, and `!=` when none does. An instant is ISO 8601 with its time zone. `in` takes a list.',
    `Bounds: ${filterBounds.criteria} criteria, nested ${filterBounds.nesting} deep, ${filterBounds.values} values of an \`in\`, ${filterBounds.characters} characters of a value. Everything else is answered with 400 and a CatalogError whose reason names the place.`,
    '## Queries of Eclipse EDC',
    'A QuerySpec is taken as an item of `filter`: its `filterExpression` is a list of the same criteria, `limit` lowers the size of a page. `offset` above 0, `sortField` and another `sortOrder` than `ASC` are refused: pages go by the `Link` header.',
    '## Pages',
    'A page has at most 50 entries, in the order of their ids. `Link` (RFC 8288) names the pages with `rel="next"` and `rel="previous"`; send the same message there. `accept-encoding: gzip` is honoured. `GET …/catalog/datasets/:id` has an `ETag` and answers 304 to an `if-none-match` that holds it.',
  ].join('\n\n')
