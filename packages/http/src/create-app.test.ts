import { createRoute, z } from '@hono/zod-openapi'
import { DomainFailure, domainError, errorCodes, type Logger, silentLogger } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { createApp } from './create-app.ts'
import { type Problem, problemResponses, renderProblem } from './problem.ts'
import { problemStatus } from './problem-status.ts'

function appWithRoutes(logger: Logger = silentLogger) {
  const app = createApp({ name: 'test', version: '1.2.3', logger, maxBodyBytes: 1_000 })
  const route = createRoute({
    method: 'post',
    path: '/rows/{id}',
    request: {
      params: z.object({ id: z.string() }),
      body: {
        content: { 'application/json': { schema: z.object({ rows: z.number().int() }) } },
        required: true,
      },
    },
    responses: {
      200: {
        description: 'stored',
        content: { 'application/json': { schema: z.object({ rows: z.number() }).openapi('Rows') } },
      },
      ...problemResponses('input.invalid', 'not-found'),
    },
  })
  app.openapi(route, (c) => c.json({ rows: c.req.valid('json').rows }, 200))
  app.get('/denied', (c) =>
    renderProblem(c, domainError('policy.denied', 'no', { at: 'rule 2', details: { rule: 'p2' } })),
  )
  app.get('/failure', () => {
    throw new DomainFailure(domainError('conflict.stale', 'changed'))
  })
  app.get('/own', () => new Response('own', { status: 202, headers: { 'x-own': 'kept' } }))
  app.get('/bug', () => {
    throw new Error('password=hunter2')
  })
  return app
}

const post = (body: string, headers = {}) =>
  appWithRoutes().request('/rows/1', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })

const problem = async (response: Response | Promise<Response>) => {
  const settled = await response
  expect(settled.headers.get('content-type')).toBe('application/problem+json')
  return (await settled.json()) as Problem
}

describe('createApp', () => {
  it('answers a good request, with its id and safe headers', async () => {
    const response = await post('{"rows":3}', { 'x-request-id': 'request-0001' })
    expect(await response.json()).toEqual({ rows: 3 })
    expect(response.headers.get('x-request-id')).toBe('request-0001')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('puts its headers on a response that a handler made itself', async () => {
    const response = await appWithRoutes().request('/own')
    expect([response.status, await response.text()]).toEqual([202, 'own'])
    expect(response.headers.get('x-own')).toBe('kept')
    expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
    expect(response.headers.get('x-frame-options')).toBe('DENY')
  })

  it('says where a request is not valid', async () => {
    const { status, code, at } = await problem(post('{"rows":1.5}'))
    expect({ status, code, at }).toEqual({ status: 400, code: 'input.invalid', at: 'rows' })
  })

  it('refuses what is not JSON, nests too deep, or is too large', async () => {
    expect(await problem(post('{'))).toMatchObject({ code: 'input.invalid' })
    const deep = `${'['.repeat(65)}${']'.repeat(65)}`
    expect((await problem(post(deep))).detail).toMatch(/deeper than 64/)
    const large = await problem(post(`{"rows":1,"pad":"${'x'.repeat(1_000)}"}`))
    expect(large).toMatchObject({ status: 413, code: 'input.too-large' })
  })

  it('refuses a body by the length that was announced', async () => {
    const announced = await problem(post('{"rows":1}', { 'content-length': '1001' }))
    expect(announced).toMatchObject({ status: 413 })
    expect((await post('{"rows":1}', { 'content-length': '10' })).status).toBe(200)
  })

  it('counts a body whose length was not announced', async () => {
    const body = new Response('x'.repeat(2_000)).body
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit
    expect(await problem(appWithRoutes().request('/rows/1', init))).toMatchObject({ status: 413 })
  })

  it('titles a problem in the caller’s language and carries its details', async () => {
    const headers = { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5' }
    const response = await appWithRoutes().request('/denied', { headers })
    expect(response.headers.get('content-language')).toBe('zh')
    const body = await problem(response)
    expect(body).toMatchObject({ status: 403, title: '策略不允许', detail: 'no', at: 'rule 2' })
    expect(body.details).toEqual({ rule: 'p2' })
    expect(body.traceId).toBe(response.headers.get('x-request-id'))
  })

  it('renders expected failures, and hides and logs bugs', async () => {
    expect(await problem(appWithRoutes().request('/failure'))).toMatchObject({ status: 409 })
    const lines: string[] = []
    const logger: Logger = {
      ...silentLogger,
      child: () => logger,
      error: (line) => lines.push(line),
    }
    const response = await appWithRoutes(logger).request('/bug')
    expect(response.status).toBe(500)
    const text = await response.text()
    expect(text).toContain('"code":"internal"')
    expect(text).not.toMatch(/hunter2|stack|create-app/)
    expect(lines).toEqual(['request failed'])
  })

  it('answers unknown paths with a problem', async () => {
    expect(await problem(appWithRoutes().request('/nowhere'))).toMatchObject({ code: 'not-found' })
  })

  it('describes its routes as OpenAPI 3.1', async () => {
    const response = await appWithRoutes().request('/openapi.json')
    const document = (await response.json()) as {
      paths: object
      components: { schemas: object }
    }
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'test', version: '1.2.3' } })
    expect(Object.keys(document.paths)).toContain('/rows/{id}')
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['Rows', 'Problem']),
    )
  })
})

describe('problemStatus', () => {
  it('has an error status for every code', () => {
    for (const code of errorCodes) expect(problemStatus[code]).toBeGreaterThanOrEqual(400)
  })
})
