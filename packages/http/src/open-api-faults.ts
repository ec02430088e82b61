import type { App } from './app-env.ts'

interface Operation {
  readonly operationId?: string
  readonly summary?: string
  readonly security?: readonly unknown[]
  readonly responses?: Readonly<Record<string, unknown>>
}

interface Document {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/**
 * What is wrong with an app's OpenAPI document, in sentences: routes that it does not name and the other
 * way round, operations without words or answers, ids that stand twice, references to nothing.
 */
export async function openApiFaults(app: App): Promise<readonly string[]> {
  const document = (await (await app.request('/openapi.json')).json()) as Document
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => ({
      name: `${method.toUpperCase()} ${path}`,
      ...told,
    })),
  )
  const told = new Set(operations.map(({ name }) => name))
  const real = new Set(
    app.routes
      // Middleware stands under ALL.
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`),
  )
  const ids = operations.map(({ operationId }) => operationId)
  return [
    ...(document.openapi === '3.1.0' ? [] : [`openapi is ${document.openapi}, not 3.1.0`]),
    ...[...real].filter((name) => !told.has(name)).map((name) => `${name} is not in the document`),
    ...[...told].filter((name) => !real.has(name)).map((name) => `${name} is not a route`),
    ...operations.filter(isIncomplete).map(({ name }) => `${name} lacks id, words or answers`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} stands twice`),
    ...danglingReferences(document),
  ]
}

const isIncomplete = ({ operationId, summary, security, responses = {} }: Operation): boolean =>
  !operationId ||
  !summary ||
  security === undefined ||
  !Object.keys(responses).some((status) => status.startsWith('2'))

function danglingReferences(document: Document): string[] {
  const found = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/([^"/]+)\/([^"]+)"/g)
  return [...found]
    .filter(([, kind = '', name = '']) => document.components[kind]?.[name] === undefined)
    .map(([, kind, name]) => `there is no ${kind}/${name}`)
}
