/** Something under test and the way to put it away. */
export interface Opened<T> {
  readonly subject: T
  close(): Promise<void>
}
