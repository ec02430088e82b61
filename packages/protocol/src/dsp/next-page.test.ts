import { describe, expect, it } from 'vitest'
import { nextPage } from './next-page.ts'

const endpoint = 'https://plant.example/participants/a/dsp/2025-1/catalog/request'

describe('nextPage', () => {
  it('follows the endpoint itself, absolute or relative', () => {
    const next = `${endpoint}?continuationToken=abc`
    expect(nextPage(`<${next}>; rel="next"`, endpoint)).toBe(next)
    expect(nextPage('<?continuationToken=abc>; rel=next', endpoint)).toBe(next)
    expect(nextPage(`<${endpoint}?p=0>; rel="previous", <${next}>; rel="next"`, endpoint)).toBe(
      next,
    )
  })

  it.each([
    undefined,
    '',
    '<https://elsewhere.example/participants/a/dsp/2025-1/catalog/request?x>; rel="next"',
    '<https://plant.example/admin>; rel="next"',
    `<${endpoint}?x>; rel="previous"`,
  ])('does not follow %s', (link) => {
    expect(nextPage(link, endpoint)).toBeUndefined()
  })
})
