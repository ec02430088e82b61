import { describe, expect, it } from 'vitest'
import type { Story } from '../plan/plan.ts'
import { tagOf } from '../plan/tag.ts'
import { readMessage } from './read-message.ts'
import { openStoryBook } from './story-book.ts'

const path = '/participants/provider/dsp/2025-1/negotiations/urn:1/events'
const event = (id: string, eventType = 'ACCEPTED') =>
  JSON.stringify({
    ...{ '@id': id, '@type': 'ContractNegotiationEventMessage', eventType },
    ...{ consumerPid: 'urn:c', providerPid: 'urn:p' },
  })
const request = JSON.stringify({
  ...{ '@id': 'm1', '@type': 'ContractRequestMessage', consumerPid: 'urn:c' },
  offer: { '@id': tagOf({ story: '4.1', script: '0' }) },
})

describe('what the proxy sees', () => {
  it('is the state to which a message leads, its pids and its story', () => {
    expect(readMessage('POST', path, event('m2', 'FINALIZED'))).toMatchObject({
      ...{ kind: 'negotiation', to: 'FINALIZED', providerPid: 'urn:p' },
    })
    const first = '/participants/provider/dsp/2025-1/negotiations/request'
    expect(readMessage('POST', first, request)).toMatchObject({ to: 'REQUESTED', story: '4.1' })
  })

  it('is nothing where no process is spoken to', () => {
    expect(readMessage('GET', path, '')).toBeUndefined()
    expect(readMessage('POST', '/participants/provider/dcp/presentations/query', '{}')).toBe(
      undefined,
    )
  })
})

describe('the story book', () => {
  const story: Story = {
    name: '4.1',
    kind: 'negotiation',
    begins: 'consumer',
    ...{ counters: 1, orders: [], startsAfter: 0, traps: [] },
  }
  const read = (text: string) => readMessage('POST', path, text)!

  it('knows a story by its tag first and by its pids afterwards', () => {
    const book = openStoryBook([story])
    expect(book.pageOf(read(event('m0')))).toBeUndefined()
    expect(book.pageOf(read(request))?.story.name).toBe('4.1')
    expect(book.pageOf(read(event('m2')))?.story.name).toBe('4.1')
  })

  it('a message that is sent again is the same step, and moves nothing twice', () => {
    const book = openStoryBook([story])
    const page = book.pageOf(read(request))!
    const first = book.edgeOf(page, read(request), 'consumer')
    book.taken(page, read(request))
    const next = read(event('m3'))
    expect(book.edgeOf(page, next, 'consumer').from).toBe('REQUESTED')
    book.taken(page, next)
    expect(book.edgeOf(page, read(request), 'consumer')).toBe(first)
    book.taken(page, read(request))
    expect(page.state).toBe('ACCEPTED')
  })
})
