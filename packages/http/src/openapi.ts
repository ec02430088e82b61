import type { App } from './app-env.ts'

/** Serves the OpenAPI 3.1 document of every route that was registered with `app.openapi`. */
export function registerOpenApi(
  app: App,
  info: { readonly title: string; readonly version: string; readonly description?: string },
): void {
  app.doc31('/openapi.json', { openapi: '3.1.0', info })
}
