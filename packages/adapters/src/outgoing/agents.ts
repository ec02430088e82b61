import * as http from 'node:http'
import * as https from 'node:https'
import { guardedLookup, type Resolve } from './guarded-lookup.ts'

export interface Agents {
  readonly http: http.Agent
  readonly https: https.Agent
  close(): void
}

/** Keeps connections for the next call; every new one goes through the guarded look-up. */
export function createAgents(allowPrivateAddresses: boolean, resolve?: Resolve): Agents {
  const options = {
    keepAlive: true,
    maxFreeSockets: 16,
    // Under the usual 5 s of servers, so that a kept connection is not closed just when it is used.
    keepAliveMsecs: 1000,
    timeout: 120_000,
    ...(allowPrivateAddresses ? {} : { lookup: guardedLookup(resolve) }),
  }
  const agents = { http: new http.Agent(options), https: new https.Agent(options) }
  return {
    ...agents,
    close() {
      agents.http.destroy()
      agents.https.destroy()
    },
  }
}
