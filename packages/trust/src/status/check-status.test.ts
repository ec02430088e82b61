import { gzipSync } from 'node:zlib'
import { type Did, domainError, err, ok, utf8 } from '@lianshu/kernel'
import { beforeEach, describe, expect, it } from 'vitest'
import { activeKey, type ParticipantKeys } from '../keys/participant-keys.ts'
import type { FetchDocument } from '../ports.ts'
import { signBytes } from '../sign/sign-json.ts'
import { fakeSpace } from '../testing/fake-space.ts'
import { bitstringOf } from './bitstring.ts'
import { createStatusCheck } from './check-status.ts'
import type { StatusListFormat } from './encoded-list.ts'
import { signStatusList } from './sign-status-list.ts'
import { type StatusPurpose, statusEntriesAt } from './status-entry.ts'
import { type StatusList, statusListPayload } from './status-list-credential.ts'

const formats = ['BitstringStatusList', 'StatusList2021'] as const
const urlOf = (purpose: StatusPurpose) => `https://space.example/status-lists/1/${purpose}`
const maxAgeMs = 30_000

let space: Awaited<ReturnType<typeof fakeSpace>>
let issuer: ParticipantKeys
let stranger: ParticipantKeys
let documents: Map<string, { mediaType: string; text: string }>
let fetched: string[]
beforeEach(async () => {
  space = await fakeSpace('issuer', 'stranger')
  ;[issuer, stranger] = space.members as [ParticipantKeys, ParticipantKeys]
  documents = new Map()
  fetched = []
})

const fetchDocument: FetchDocument = async ({ url }) => {
  fetched.push(url)
  const found = documents.get(url)
  return found ? ok(found) : err(domainError('peer.unreachable', `no ${url}`))
}

const listOf = (purpose: StatusPurpose, set: readonly number[], format: StatusListFormat) => ({
  ...{ url: urlOf(purpose), format, purpose, issuer: issuer.did, bits: bitstringOf(set) },
  validFrom: space.clock.now(),
  validUntil: new Date(space.clock.now().getTime() + 600_000),
})

async function publish(list: StatusList, by = issuer): Promise<void> {
  const { jwt: text, mediaType } = await signStatusList(activeKey(by), list)
  documents.set(list.url, { mediaType, text })
}

async function publishBoth(
  format: StatusListFormat,
  set: Partial<Record<StatusPurpose, number[]>>,
) {
  await publish(listOf('revocation', set.revocation ?? [], format))
  await publish(listOf('suspension', set.suspension ?? [], format))
}

const claimsAt = (index: number, format: StatusListFormat = 'BitstringStatusList') => ({
  issuer: issuer.did,
  statuses: statusEntriesAt(format, urlOf, index),
})
const open = (allowUnsignedLists = false) =>
  createStatusCheck({ fetchDocument, allowUnsignedLists, ...space })

const codeOf = async (asked: ReturnType<ReturnType<typeof open>>) => {
  const result = await asked
  return result.ok ? 'ok' : [result.error.code, result.error.details?.status]
}

describe.each(formats)('the status of a credential in a %s', (format) => {
  it('is good until its own bit is set, in either list that it points into', async () => {
    await publishBoth(format, { revocation: [4, 6], suspension: [9] })
    const check = open()
    const at = (index: number) => codeOf(check(claimsAt(index, format), { maxAgeMs }))
    expect(await at(5)).toBe('ok')
    expect(await at(4)).toEqual(['auth.invalid', 'revoked'])
    const asks = format === 'BitstringStatusList'
    expect(await at(9)).toEqual(asks ? ['auth.invalid', 'suspended'] : 'ok')
  })

  it('is unknown when the list is another issuer’s, changed or no longer valid', async () => {
    await publishBoth(format, {})
    const good = documents.get(urlOf('revocation'))!
    const ask = () => codeOf(open()(claimsAt(1, format), { maxAgeMs }))
    const foreign = { ...listOf('revocation', [], format), issuer: stranger.did }
    await publish(foreign, stranger)
    expect(await ask()).toEqual(['peer.invalid', undefined])
    await publish(listOf('revocation', [], format), stranger)
    expect(await ask()).toEqual(['peer.invalid', undefined])
    const [head, , signature] = good.text.split('.')
    const changed = JSON.stringify(statusListPayload(listOf('revocation', [3], format)))
    const text = [head, Buffer.from(changed).toString('base64url'), signature].join('.')
    documents.set(urlOf('revocation'), { ...good, text })
    expect(await ask()).toEqual(['peer.invalid', undefined])
    documents.set(urlOf('revocation'), good)
    expect(await ask()).toBe('ok')
    space.clock.advance(600_000)
    expect(await ask()).toEqual(['peer.invalid', undefined])
  })

  it('is unknown when a key signed that may not sign statements', async () => {
    await publishBoth(format, {})
    space.publish(issuer.did, { ...space.document(issuer), assertionMethod: [] })
    expect(await codeOf(open()(claimsAt(1, format), { maxAgeMs }))).toEqual([
      ...['peer.invalid', undefined],
    ])
  })
})

describe('what is asked of a list', () => {
  it('is asked once, and again when it is too old for the asker', async () => {
    await publishBoth('BitstringStatusList', {})
    const check = open()
    await Promise.all([1, 2, 3].map((index) => check(claimsAt(index), { maxAgeMs })))
    expect(fetched).toHaveLength(2)
    space.clock.advance(20_000)
    await publishBoth('BitstringStatusList', { revocation: [1] })
    expect(await codeOf(check(claimsAt(1), { maxAgeMs }))).toBe('ok')
    expect(await codeOf(check(claimsAt(1), { maxAgeMs: 10_000 }))).toEqual([
      ...['auth.invalid', 'revoked'],
    ])
    // A set bit in the first list ended that look before the second list.
    expect(fetched).toHaveLength(3)
    expect(await codeOf(check(claimsAt(2), { maxAgeMs }))).toBe('ok')
    expect(fetched).toHaveLength(3)
  })

  it('is asked again after a failure, and never believed past its end', async () => {
    const check = open()
    expect(await codeOf(check(claimsAt(1), { maxAgeMs }))).toEqual(['peer.unreachable', undefined])
    await publishBoth('BitstringStatusList', {})
    expect(await codeOf(check(claimsAt(1), { maxAgeMs }))).toBe('ok')
    space.clock.advance(600_000)
    const forever = { maxAgeMs: Number.POSITIVE_INFINITY }
    expect(await codeOf(check(claimsAt(1), forever))).toEqual(['peer.invalid', undefined])
  })
})

describe('entries', () => {
  const ask = (entry: object) => {
    const statuses = [{ ...claimsAt(1).statuses[0], ...entry }]
    return codeOf(open()({ issuer: issuer.did, statuses }, { maxAgeMs }))
  }

  it('of other kinds, purposes or sizes take the credential away', async () => {
    await publishBoth('BitstringStatusList', {})
    expect(await ask({})).toBe('ok')
    expect(await ask({ statusListIndex: 1 })).toBe('ok')
    expect(await ask({ statusPurpose: 'refresh' })).toBe('ok')
    for (const entry of [
      { type: 'RevocationList2020Status' },
      { statusPurpose: 'mood' },
      { statusSize: 2 },
      { statusListIndex: '-1' },
      { statusListIndex: '1e3' },
      { statusListCredential: 'not an address' },
    ]) {
      expect([entry, await ask(entry)]).toEqual([entry, ['auth.invalid', undefined]])
    }
  })

  it('point into a list of their own purpose, and not past its end', async () => {
    await publishBoth('BitstringStatusList', {})
    const other = { statusListCredential: urlOf('suspension') }
    expect(await ask(other)).toEqual(['peer.invalid', undefined])
    expect(await ask({ statusListIndex: '131072' })).toEqual(['peer.invalid', undefined])
  })
})

describe('a list that is signed by nobody', () => {
  const publishUnsigned = (mediaType: string, encodedList: string) => {
    const { vc: _vc, ...payload } = statusListPayload(listOf('revocation', [], formats[0]))
    const credentialSubject = { ...(payload.credentialSubject as object), encodedList }
    const text = JSON.stringify({ ...payload, credentialSubject })
    documents.set(urlOf('revocation'), { mediaType, text })
  }
  const statuses = () => claimsAt(1).statuses.slice(0, 1)
  const ask = (check: ReturnType<typeof open>) =>
    codeOf(check({ issuer: issuer.did as Did, statuses: statuses() }, { maxAgeMs }))

  it('is refused, unless it was asked for', async () => {
    publishUnsigned('application/json', `u${gzipSync(bitstringOf([])).toString('base64url')}`)
    expect(await ask(open())).toEqual(['peer.invalid', undefined])
    expect(await ask(open(true))).toBe('ok')
    publishUnsigned('application/json', `u${gzipSync(bitstringOf([1])).toString('base64url')}`)
    expect(await ask(open(true))).toEqual(['auth.invalid', 'revoked'])
    publishUnsigned('text/html', `u${gzipSync(bitstringOf([])).toString('base64url')}`)
    expect(await ask(open(true))).toEqual(['peer.invalid', undefined])
  })

  it('is not taken for a signed one, nor a credential of another kind for a list', async () => {
    publishUnsigned('application/vc+jwt', `u${gzipSync(bitstringOf([])).toString('base64url')}`)
    expect(await ask(open(true))).toEqual(['peer.invalid', undefined])
    const payload = statusListPayload(listOf('revocation', [], formats[0]))
    const other = { ...payload, type: ['VerifiableCredential', 'MembershipCredential'] }
    const text = await signBytes(activeKey(issuer), 'vc+jwt', utf8(JSON.stringify(other)))
    documents.set(urlOf('revocation'), { mediaType: 'application/vc+jwt', text })
    expect(await ask(open())).toEqual(['peer.invalid', undefined])
  })
})
