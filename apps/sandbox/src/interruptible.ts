/**
 * Ctrl-C once ends in good order: what runs is given up, every node closes, nothing stored is lost.
 * Ctrl-C twice ends at once; what was committed is still there at the next start.
 */
export function interruptible(): AbortSignal {
  const abort = new AbortController()
  const onSignal = () => {
    if (abort.signal.aborted) {
      process.stderr.write('\nStopped at once. What was stored is kept.\n')
      process.exit(130)
    }
    process.stderr.write('\nStopping … (once more to stop at once)\n')
    abort.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return abort.signal
}
