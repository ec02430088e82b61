import { ODRL } from '@lianshu/protocol/odrl'
import type { Term } from 'n3'
import { type Graph, onlyOne, RDF } from './graph.ts'

const deepest = 40

/**
 * The policy of a graph as the JSON that `understandPolicy` reads: what ODRL says, every property by its short name.
 * Descriptions of other vocabularies (title, source) say nothing of rights and are left out.
 */
export const policyJson = (graph: Graph): unknown =>
  nodeJson(
    graph,
    onlyOne(
      graph,
      ['Set', 'Offer', 'Agreement'].map((name) => ODRL + name),
    ),
    0,
  )

function nodeJson(graph: Graph, subject: string, depth: number): unknown {
  const about = graph.about(subject)
  const node: Record<string, unknown[] | string> = {}
  const isBlank = about[0]?.subject.termType === 'BlankNode'
  if (!isBlank) node['@id'] = subject
  for (const { predicate, object } of about) {
    const key = predicate.value === `${RDF}type` ? '@type' : predicate.value
    const isSaid = key.startsWith(ODRL) || key === `${RDF}value` || object.value.startsWith(ODRL)
    if (!isSaid || key === `${ODRL}uid`) continue
    const name = key.replace(ODRL, '')
    node[name] = [...(node[name] ?? []), ...valueJson(graph, object, key, depth + 1)]
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, list]) => [key, list.length === 1 ? list[0] : list]),
  )
}

function valueJson(graph: Graph, term: Term, key: string, depth: number): unknown[] {
  if (term.termType === 'Literal') return [{ '@value': term.value, '@type': term.datatype?.value }]
  const [first] = graph.objects(term.value, `${RDF}first`)
  if (first !== undefined)
    return listItems(graph, term.value).flatMap((item) => valueJson(graph, item, key, depth))
  const isNode = key !== '@type' && depth < deepest && graph.about(term.value).length > 0
  return [isNode ? nodeJson(graph, term.value, depth) : term.value]
}

function listItems(graph: Graph, head: string): readonly Term[] {
  const items: Term[] = []
  let at: string | undefined = head
  while (at !== undefined && at !== `${RDF}nil` && items.length < 1000) {
    items.push(...graph.objects(at, `${RDF}first`))
    at = graph.objects(at, `${RDF}rest`)[0]?.value
  }
  return items
}
