import { readFile } from 'node:fs/promises'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { Parser, type Quad, type Term } from 'n3'

export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const type = `${RDF}type`

/** The statements of one Turtle file, by subject. */
export interface Graph {
  readonly path: string
  /** Objects of a property of a subject, in the order of the file. */
  objects(subject: string, property: string): readonly Term[]
  /** Every statement about a subject. */
  about(subject: string): readonly Quad[]
  /** The subjects of a class. */
  ofClass(name: string): readonly string[]
  /** All statements with this property. */
  withProperty(property: string): readonly Quad[]
}

/** Reads a Turtle file; throws DomainFailure `data.unreadable` where it cannot. */
export async function readGraph(path: string): Promise<Graph> {
  const quads = await readFile(path, 'utf8')
    .then((text) => new Parser().parse(text))
    .catch((cause) => {
      const message = `${path} is no readable Turtle: ${(cause as Error).message}`
      throw new DomainFailure(domainError('data.unreadable', message))
    })
  const bySubject = Map.groupBy(quads, ({ subject }) => subject.value)
  const about = (subject: string) => bySubject.get(subject) ?? []
  return {
    path,
    about,
    objects: (subject, property) =>
      about(subject)
        .filter(({ predicate }) => predicate.value === property)
        .map(({ object }) => object),
    ofClass: (name) =>
      quads
        .filter(({ predicate, object }) => predicate.value === type && object.value === name)
        .map(({ subject }) => subject.value),
    withProperty: (property) => quads.filter(({ predicate }) => predicate.value === property),
  }
}

/** The only subject of one of these classes. */
export function onlyOne(graph: Graph, classes: readonly string[]): string {
  const [subject, ...more] = classes.flatMap(graph.ofClass)
  if (subject !== undefined && more.length === 0) return subject
  const found = subject === undefined ? 'nothing' : 'more than one thing'
  const message = `${graph.path} has ${found} of the class ${classes.join(' or ')}`
  throw new DomainFailure(domainError('data.unreadable', message))
}
