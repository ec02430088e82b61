import type { Context, MiddlewareHandler } from 'hono'
import { accepts } from 'hono/accepts'
import { ApiFailure, createApi, type Get } from '../api/client.ts'
import { problem } from './proxy.ts'

/** The same address of a data set answers machines with the signed DCAT entry, people with the page. */
export function jsonLdForMachines(get: Get): MiddlewareHandler {
  const api = createApi(get)
  return async (context, next) => {
    if (!wantsJsonLd(context)) return next()
    try {
      const { entry } = await api.listing(context.req.param('id') ?? '')
      return context.body(JSON.stringify(entry, undefined, 2), 200, {
        'content-type': 'application/ld+json; charset=utf-8',
        vary: 'accept',
      })
    } catch (failure) {
      if (!(failure instanceof ApiFailure)) throw failure
      return failure.status === 404
        ? problem(404, 'Not found', 'There is no such data set.')
        : problem(502, 'Bad gateway', 'The broker does not answer.')
    }
  }
}

function wantsJsonLd(context: Context): boolean {
  if (context.req.query('format') === 'jsonld') return true
  const type = accepts(context, {
    header: 'Accept',
    supports: ['text/html', 'application/ld+json', 'application/json'],
    default: 'text/html',
  })
  return type !== 'text/html'
}
