import { gunzipSync } from 'node:zlib'
import { silentLogger } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { createApp } from './create-app.ts'
import { answerJson } from './json-answer.ts'

const long = JSON.stringify({ words: Array(2000).fill('数据 data') })
const answers: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {
  long,
  bytes: Buffer.from(long),
  short: JSON.stringify({ words: Array(700).fill('数据 data') }),
}

async function ask(which: string, accepted?: string) {
  const app = createApp({ name: 'test', version: '1', logger: silentLogger })
  app.get('/:which', (c) => answerJson(c, answers[c.req.param('which')]!, 201))
  const headers = accepted === undefined ? undefined : { 'accept-encoding': accepted }
  const response = await app.request(`/${which}`, { headers })
  const coding = response.headers.get('content-encoding')
  const body = Buffer.from(await response.arrayBuffer())
  return { response, coding, text: (coding ? gunzipSync(body) : body).toString(), body }
}

describe('an answer in JSON', () => {
  it.each(['long', 'bytes'])('comes compressed to who takes gzip, %s', async (which) => {
    for (const accepted of ['gzip', 'br, GZIP;q=0.5', '*', 'deflate, *;q=0.1']) {
      const { coding, text, body, response } = await ask(which, accepted)
      expect([coding, text, response.status]).toEqual(['gzip', long, 201])
      expect(body.length).toBeLessThan(long.length / 5)
      expect(response.headers.get('content-type')).toBe('application/json')
    }
  })

  it.each(['long', 'bytes'])('comes as it is to everybody else, %s', async (which) => {
    for (const accepted of [undefined, '', 'identity', 'br', 'gzip;q=0', '*, gzip;q=0']) {
      const { coding, text, response } = await ask(which, accepted)
      expect([coding, text]).toEqual([null, long])
      expect(response.headers.get('vary')).toBe('accept-encoding')
    }
  })

  it('is not worth compressing when it is short', async () => {
    const { coding, text, response } = await ask('short', 'gzip')
    expect([coding, text, response.headers.get('vary')]).toEqual([null, answers.short, null])
  })
})
