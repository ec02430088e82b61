/** A connector's management interface, as whoever has its key uses it. */
export interface Management {
  /** Throws with the connector's own words when it refuses. */
  get<T>(path: string): Promise<T>
  post<T>(path: string, body?: object): Promise<T>
}

/** The management of one hosted participant; paths are below it. */
export function managementOf(connectorUrl: string, apiKey: string, slug: string): Management {
  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${connectorUrl}/api/participants/${slug}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`)
    return JSON.parse(text) as T
  }
  return { get: (path) => ask(path), post: (path, body = {}) => ask(path, body) }
}
