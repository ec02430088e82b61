import { z } from 'zod'
import type { App } from './app-env.ts'
import { everybody, securitySchemes } from './guard.ts'
import { answerJson } from './json-answer.ts'
import { route } from './route.ts'

/** Serves the OpenAPI 3.1 document of every route that was added with `route` or `describeRoute`. */
export function registerOpenApi(
  app: App,
  info: { readonly title: string; readonly version: string; readonly description?: string },
): void {
  for (const [name, scheme] of Object.entries(securitySchemes)) {
    app.openAPIRegistry.registerComponent('securitySchemes', name, scheme)
  }
  // Made at the first request, when all routes stand, and only once: everybody may ask for it.
  let document: string | undefined
  const options = {
    ...{ id: 'getOpenApi', tag: 'health', guard: everybody },
    summary: 'This document: every route of this node, OpenAPI 3.1',
    others: { 200: z.record(z.string(), z.unknown()).meta({ id: 'OpenApi' }) },
  }
  route(app, 'GET /openapi.json', options, async ({ c }) => {
    document ??= JSON.stringify(app.getOpenAPI31Document({ openapi: '3.1.0', info }))
    return answerJson(c, document)
  })
}
