import { domainError, err, ok, silentLogger } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createApp } from './create-app.ts'
import { apiKeyGuard } from './guard.ts'
import { route } from './route.ts'

const key = '0123456789abcdef'
const json = { 'content-type': 'application/json' }

function appWithRoute() {
  const app = createApp({
    ...{ name: 'test', version: '1', logger: silentLogger },
    maxBodyBytes: 4 * 1024 * 1024,
    renderError: (c, error) =>
      c.req.path.startsWith('/foreign') ? c.json({ said: error.code }, 418) : undefined,
  })
  route(
    app,
    'POST /tables/:id/rows',
    {
      ...{ id: 'addRows', tag: 'rows', summary: 'Adds rows', guard: apiKeyGuard(key) },
      query: z.object({ tag: z.union([z.string(), z.array(z.string())]).optional() }),
      body: z.strictObject({ rows: z.number().int(), name: z.string().optional() }),
      answer: z.object({ id: z.string(), rows: z.number(), tags: z.unknown() }),
      ...{ status: 201, problems: ['not-found'] },
    },
    async ({ params, query, body }) =>
      params.id === 'none'
        ? err(domainError('not-found', 'no such table'))
        : ok({ id: params.id, rows: body.rows, tags: query.tag }),
  )
  return app
}

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  appWithRoute().request(path, {
    method: 'POST',
    body,
    headers: { ...json, 'x-api-key': key, ...headers },
  })

describe('route', () => {
  it('hands the handler what path, query and body say, and renders its value', async () => {
    const answer = await post('/tables/t1/rows?tag=a&tag=b', '{"rows":2}')
    expect(answer.status).toBe(201)
    expect(await answer.json()).toEqual({ id: 't1', rows: 2, tags: ['a', 'b'] })
  })

  it('asks the guard before it reads, the schemas before the handler', async () => {
    expect((await post('/tables/none/rows', '{', { 'x-api-key': 'x' })).status).toBe(401)
    const unread = await post('/tables/none/rows', '{"rows":"2"}')
    expect(await unread.json()).toMatchObject({ code: 'input.invalid', at: 'rows' })
    expect((await post('/tables/none/rows', '{"rows":2}')).status).toBe(404)
  })

  it('stands in the document with everything that it takes and answers', async () => {
    const document = (await (await appWithRoute().request('/openapi.json')).json()) as {
      paths: Record<string, Record<string, { responses: object; security: unknown }>>
    }
    const told = document.paths['/tables/{id}/rows']?.post
    expect(told).toMatchObject({ operationId: 'addRows', security: [{ apiKey: [] }] })
    expect(Object.keys(told?.responses ?? {})).toEqual(['201', '400', '401', '404', '413'])
  })
})

describe('bodies that nobody vouches for', () => {
  it.each([
    ['deep JSON under another type', `${'['.repeat(70)}${']'.repeat(70)}`],
    ['a NUL in JSON', '{"rows":2,"name":"a\\u0000"}'],
  ])('refuses %s', async (_what, body) => {
    const answer = await post('/tables/t1/rows', body, { 'content-type': 'text/plain' })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toMatch(/nests deeper|NUL/)
  })

  it('takes an escaped backslash before u0000 for what it is', async () => {
    expect((await post('/tables/t1/rows', '{"rows":2,"name":"\\\\u0000"}')).status).toBe(201)
  })

  it('refuses a NUL in the address', async () => {
    expect((await post('/tables/%00/rows', '{"rows":2}')).status).toBe(400)
  })

  it('holds texts and bodies of unknown length to 1 MiB, whatever the path allows', async () => {
    const text = 'x'.repeat(1024 * 1024 + 1)
    expect((await post('/nowhere', text, { 'content-length': `${text.length}` })).status).toBe(413)
    const bytes = { 'content-type': 'application/octet-stream' }
    expect((await post('/nowhere', text, bytes)).status).toBe(413)
    const known = { ...bytes, 'content-length': `${text.length}` }
    expect((await post('/nowhere', text, known)).status).toBe(404)
  })

  it('answers in the form of the path’s own protocol', async () => {
    const answer = await post('/foreign/x', '['.repeat(70))
    expect([answer.status, await answer.json()]).toEqual([418, { said: 'input.invalid' }])
  })
})
