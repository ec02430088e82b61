import { type Did, DomainFailure } from '@lianshu/kernel'
import { testDid } from '@lianshu/testkit'
import type { StoredCredential } from '@lianshu/trust'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestDatabase } from '../testing/test-database.ts'
import { createTransactor } from './transactor.ts'
import { bindWalletStores } from './wallet-stores.ts'

let opened: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  opened = await openTestDatabase()
})
afterAll(() => opened?.close())

const [operator, other] = [testDid('operator'), testDid('other')]
const credential = (holder: Did, issuer: Did, jwt: string): StoredCredential => ({
  ...{ holder, id: 'urn:credential:1', types: ['MembershipCredential'], issuer, jwt },
})
const wallet = () => createTransactor(opened.db, bindWalletStores)
const held = (holder: Did) =>
  wallet().run(async ({ credentials }) =>
    (await credentials.list(holder)).map(({ issuer, jwt }) => [issuer, jwt]),
  )

it('a credential is replaced by its own issuer’s, and by nobody else’s of the same id', async () => {
  const holder = testDid('plant')
  const save = (issuer: Did, jwt: string) =>
    wallet().run(({ credentials }) => credentials.save(credential(holder, issuer, jwt)))
  await save(operator, 'first')
  await save(operator, 'renewed')
  expect(await held(holder)).toEqual([[operator, 'renewed']])

  const refused = await save(other, 'forged').catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(DomainFailure)
  expect((refused as DomainFailure).error).toMatchObject({ code: 'auth.invalid', at: 'id' })
  expect(await held(holder)).toEqual([[operator, 'renewed']])
})

it('a delivery with such a credential leaves nothing of itself behind', async () => {
  const holder = testDid('whole')
  const second = { ...credential(holder, other, 'second'), id: 'urn:credential:2' }
  await wallet().run(({ credentials }) => credentials.save(credential(holder, operator, 'first')))
  const delivered = wallet().run(async ({ credentials }) => {
    await credentials.save(second)
    await credentials.save(credential(holder, other, 'forged'))
  })
  await expect(delivered).rejects.toBeInstanceOf(DomainFailure)
  expect(await held(holder)).toEqual([[operator, 'first']])
})

it('the same id is another credential in another wallet', async () => {
  const [here, there] = [testDid('here'), testDid('there')]
  await wallet().run(async ({ credentials }) => {
    await credentials.save(credential(here, operator, 'one'))
    await credentials.save(credential(there, other, 'two'))
  })
  expect([await held(here), await held(there)]).toEqual([[[operator, 'one']], [[other, 'two']]])
})
