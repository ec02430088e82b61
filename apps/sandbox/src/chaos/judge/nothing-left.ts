import type { Rule } from './snapshot.ts'

/** No message was given up, and none is still on its way. */
export const nothingLeft: Rule = ({ consumer, provider }) =>
  [consumer, provider].flatMap(({ dead, waiting }) => [
    ...dead.map(({ processId: pid, lastError }) => ({
      ...{ rule: 'dead letter', pid, text: lastError },
    })),
    ...waiting.map(({ processId: pid, lastError }) => ({
      ...{ rule: 'outbox empty', pid, text: `a message waits: ${lastError}` },
    })),
  ])
