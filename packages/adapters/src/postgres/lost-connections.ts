import type postgres from 'postgres'

// postgres.js 3.4.9 does not get over the loss of a connection in these cases (its issues 1066, 1154 and
// 1208; driver-socket.ts has one more). Any restart of the server meets them, so they are worked around
// until the driver does it itself.

/**
 * (1) A write that was put off when its connection closed is neither made nor forgotten: after the
 * reconnection everything waits behind it for ever, unless it is too long to be put off. The first message
 * of a connection is made that long by this setting of the session, which nobody reads. A remnant in front
 * of it makes the server hang up once, and with the next attempt all is well.
 */
export const unforgettable = { 'lianshu.padding': '.'.repeat(1100) }

type Within = (work: (tx: postgres.TransactionSql) => unknown) => Promise<unknown>

/**
 * (2) When a transaction loses its connection between two statements, its next one, be it the driver's own
 * ROLLBACK, is written to a socket that is no more, outside every promise: the process ends. Here a lost
 * transaction fails with every further statement, and the driver never comes to its ROLLBACK.
 */
export function surviveLostConnections(client: postgres.Sql): postgres.Sql {
  const open = client.begin as unknown as Within
  const begin: Within = (work) => {
    const loss = { isKnown: false }
    const opened = open((tx) => guarded(tx, loss, opened, work))
    // The driver rejects at the moment of the loss, whatever the work is doing.
    opened.catch(() => {
      loss.isKnown = true
    })
    return opened
  }
  client.begin = begin as unknown as typeof client.begin
  return client
}

/** The outcome of the work; never one once the connection is lost, for then the driver must do nothing more. */
async function guarded(
  tx: postgres.TransactionSql,
  loss: { isKnown: boolean },
  opened: Promise<unknown>,
  work: (tx: postgres.TransactionSql) => unknown,
): Promise<unknown> {
  const { unsafe } = tx
  tx.unsafe = ((...statement: Parameters<typeof unsafe>) => {
    if (loss.isKnown) throw new Error('the connection of this transaction was lost')
    return unsafe(...statement)
  }) as typeof unsafe
  const savepoint = tx.savepoint as unknown as Within
  tx.savepoint = ((inner) =>
    // The driver leaves a lost savepoint open: the transaction's own failure ends it for the work.
    Promise.race([
      savepoint((nested) => guarded(nested, loss, opened, inner)),
      new Promise((_, reject) => opened.catch(reject)),
    ])) as Within as unknown as typeof tx.savepoint
  const [outcome] = await Promise.allSettled([(async () => work(tx))()])
  // A statement fails a moment before the loss is told; both belong to one turn of the event loop.
  if (outcome.status === 'rejected') await new Promise((done) => setImmediate(done))
  if (loss.isKnown) return new Promise(() => {})
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}
