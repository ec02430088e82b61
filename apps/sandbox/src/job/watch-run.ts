import type { RunView } from './run-view.ts'

/** Every view of a run that the operator's node streams (server-sent events), until the stream or the signal ends. */
export async function* watchRun(
  brokerUrl: string,
  runId: string,
  signal: AbortSignal,
): AsyncGenerator<RunView> {
  const url = `${brokerUrl}/api/runs/${encodeURIComponent(runId)}/events`
  const response = await fetch(url, { signal, headers: { accept: 'text/event-stream' } })
  if (!response.ok || !response.body)
    throw new Error(`the run's events answered ${response.status}`)
  let rest = ''
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    rest += text
    const events = rest.split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const data = event
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5))
      if (data.length > 0) yield JSON.parse(data.join('\n')) as RunView
    }
  }
}
