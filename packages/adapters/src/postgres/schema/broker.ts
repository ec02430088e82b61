import { text } from 'drizzle-orm/pg-core'
import { versionedTable } from './versioned-table.ts'

/** Demands and what was answered. */
export const demands = versionedTable('demands', { seeker: text('seeker').notNull() })

/** The agreements that runs stand on. */
export const runTerms = versionedTable('run_terms', { initiator: text('initiator').notNull() })
