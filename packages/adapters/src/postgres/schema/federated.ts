import { index, text } from 'drizzle-orm/pg-core'
import { versionedTable } from './versioned-table.ts'

/** Runs, at their coordinator. */
export const trainingRuns = versionedTable(
  'training_runs',
  { initiator: text('initiator').notNull() },
  (table) => [
    index('training_runs_state').on(table.participantId, table.state),
    index('training_runs_initiator').on(table.participantId, table.initiator),
  ],
)

/** Attempts at rounds. */
export const trainingAttempts = versionedTable(
  'training_attempts',
  { runId: text('run_id').notNull() },
  (table) => [index('training_attempts_run').on(table.participantId, table.runId)],
)

/** What each owner sent in each phase of an attempt, once. */
export const trainingInputs = versionedTable(
  'training_inputs',
  { attemptId: text('attempt_id').notNull(), phase: text('phase').notNull() },
  (table) => [
    index('training_inputs_attempt').on(table.participantId, table.attemptId, table.phase),
  ],
)

/** Signed receipts of finished rounds. */
export const trainingReceipts = versionedTable(
  'training_receipts',
  { runId: text('run_id').notNull() },
  (table) => [index('training_receipts_run').on(table.participantId, table.runId)],
)

/** An owner's parts in runs, by transfer. */
export const participations = versionedTable(
  'participations',
  { runId: text('run_id').notNull() },
  (table) => [
    index('participations_state').on(table.participantId, table.state),
    index('participations_run').on(table.participantId, table.runId),
  ],
)
