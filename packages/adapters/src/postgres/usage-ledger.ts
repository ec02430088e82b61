import type { LedgerUse, UsageLedger } from '@lianshu/exchange'
import { domainError, err, ok } from '@lianshu/kernel'
import { and, eq, lte, sql, sum } from 'drizzle-orm'
import { usageCounters, usageEntries } from './schema/exchange.ts'
import type { Work } from './work.ts'

type CounterKey = Pick<LedgerUse, 'participantId' | 'agreementId' | 'counter'>

/**
 * The UsageLedger of one unit of work. The entry's key is taken first, so that two askers with one key
 * wait for each other there; then the counter grows only where the sum stays within the limit, which
 * the row lock of that update makes atomic under read committed.
 */
export function bindUsageLedger(work: Work): UsageLedger {
  const counterIs = ({ participantId, agreementId, counter }: CounterKey) =>
    and(
      eq(usageCounters.participantId, participantId),
      eq(usageCounters.agreementId, agreementId),
      eq(usageCounters.counter, counter),
    )
  const entryOf = ({ participantId, agreementId, counter }: CounterKey) =>
    and(
      eq(usageEntries.participantId, participantId),
      eq(usageEntries.agreementId, agreementId),
      eq(usageEntries.counter, counter),
    )
  const sumOf = async (key: CounterKey): Promise<number> => {
    const [row] = await work
      .reader()
      .select({ used: usageCounters.used })
      .from(usageCounters)
      .where(counterIs(key))
    return row?.used ?? 0
  }
  return {
    async use({ participantId, agreementId, counter, key, amount, limit }) {
      const counterKey = { participantId, agreementId, counter }
      const db = work.atOnce()
      const taken = await db
        .insert(usageEntries)
        .values({ ...counterKey, key, amount })
        .onConflictDoNothing()
        .returning({ key: usageEntries.key })
      if (taken.length === 0) return ok({ used: await sumOf(counterKey), counted: false })

      await db
        .insert(usageCounters)
        .values({ ...counterKey, used: 0 })
        .onConflictDoNothing()
      const room = limit === undefined ? undefined : lte(usageCounters.used, limit - amount)
      const [counted] = await db
        .update(usageCounters)
        .set({ used: sql`${usageCounters.used} + ${amount}` })
        .where(and(counterIs(counterKey), room))
        .returning({ used: usageCounters.used })
      if (counted) return ok({ used: counted.used, counted: true })
      await db.delete(usageEntries).where(and(entryOf(counterKey), eq(usageEntries.key, key)))
      return err(domainError('policy.used-up', `the allowance of ${limit} (${counter}) is used up`))
    },

    async used(counterKey, except) {
      const total = await sumOf(counterKey)
      if (except === undefined) return total
      const isExcepted =
        'key' in except
          ? eq(usageEntries.key, except.key)
          : sql`starts_with(${usageEntries.key}, ${except.keysFrom})`
      const [entries] = await work
        .reader()
        .select({ amount: sum(usageEntries.amount).mapWith(Number) })
        .from(usageEntries)
        .where(and(entryOf(counterKey), isExcepted))
      return total - (entries?.amount ?? 0)
    },
  }
}
