/**
 * Runs work against stores that commit together or not at all. Constraints: a throw rolls back; a
 * returned value commits, so code that must undo what it wrote throws a DomainFailure. A serialization
 * failure or deadlock is retried, hence work has no effect outside its stores.
 */
export interface Transactor<Stores> {
  run<T>(work: (stores: Stores) => Promise<T>): Promise<T>
}
