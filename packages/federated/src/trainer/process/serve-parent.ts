import { type DomainError, DomainFailure, domainError, err, type Result } from '@lianshu/kernel'
import type { Answered, Asked } from './messages.ts'

/**
 * Answers the parent's requests one after the other, and ends the process as soon as the parent is gone,
 * however it went. Errors that are no DomainError are told by their name only: a message may quote a row.
 */
export function serveParent<Request>(
  handle: (request: Request) => Promise<Result<unknown, DomainError>>,
): void {
  let previous: Promise<void> = Promise.resolve()
  process.on('disconnect', () => process.exit(0))
  // A terminal's Ctrl-C reaches the whole group; when to stop is the parent's decision.
  process.on('SIGINT', () => {})
  process.on('message', ({ id, request }: Asked<Request>) => {
    previous = previous.then(async () => {
      const answer = await handle(request).catch(toError)
      const message: Answered = { id, answer }
      process.send?.(message)
    })
  })
}

function toError(error: unknown): Result<never, DomainError> {
  if (error instanceof DomainFailure) return err(error.error)
  const name = error instanceof Error ? error.name : 'unknown error'
  return err(domainError('internal', `The training process failed (${name}).`))
}
