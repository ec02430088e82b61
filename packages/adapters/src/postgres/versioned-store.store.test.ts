import { describeVersionedStore, type Pebble } from '@lianshu/testkit'
import { text } from 'drizzle-orm/pg-core'
import { openTestDatabase } from '../testing/test-database.ts'
import { versionedTable } from './schema/versioned-table.ts'
import { createVersionedStore } from './versioned-store.ts'

const pebbles = versionedTable('pebbles', { color: text('color') })

describeVersionedStore(async () => {
  const { db, close } = await openTestDatabase({ poolSize: 16 })
  await db.$client`create table pebbles (like members including all, color text)`
  const subject = createVersionedStore<Pebble, 'color'>(db, pebbles, {
    state: () => 'LYING',
    toKeys: ({ color }) => ({ color }),
  })
  return { subject, close }
})
