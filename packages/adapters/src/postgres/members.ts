import type { Member, Members } from '@lianshu/trust'
import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm'
import { members } from './schema/membership.ts'
import { createVersionedStore } from './versioned-store.ts'
import type { Work } from './work.ts'

/** The operator's register of members. */
export function bindMembers(work: Work): Members {
  const store = createVersionedStore<Member, 'state'>(work, members, {
    state: ({ state }) => state,
    toKeys: () => ({}),
  })
  return {
    ...store,
    async search(operator, { text = '', state }, { limit, after }) {
      const words = text.toLowerCase().split(/\s+/).filter(Boolean)
      const rows = await work
        .reader()
        .select({ body: members.body, version: members.version })
        .from(members)
        .where(
          and(
            eq(members.participantId, operator),
            state && eq(members.state, state),
            after === undefined ? undefined : gt(members.position, positionOf(operator, after)),
            ...words.map((word) => sql`strpos(${haystack}, ${word}) > 0`),
          ),
        )
        .orderBy(asc(members.position))
        .limit(limit)
      return rows.map(({ body, version }) => ({ ...(body as Member), version }))
    },
  }
}

const haystack: SQL = sql`lower(concat_ws(' ', ${members.id}, ${members.body}->>'slug',
  ${members.body}->'name'->>'zh', ${members.body}->'name'->>'en', ${members.body}->'number'->>'value'))`

const positionOf = (operator: string, id: string): SQL =>
  sql`(select coalesce(max(${members.position}), 0) from ${members} where ${and(
    eq(members.participantId, operator),
    eq(members.id, id),
  )})`
