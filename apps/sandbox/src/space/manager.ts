import { DomainFailure, domainError, type ErrorCode, errorCodes } from '@lianshu/kernel'

/** Calls a node's interface as whoever manages it does. A problem that it answers is thrown as DomainFailure. */
export interface Manager {
  get<T>(path: string, signal?: AbortSignal): Promise<T>
  post<T>(path: string, body?: unknown, signal?: AbortSignal): Promise<T>
}

export function createManager(url: string, apiKey?: string): Manager {
  const call = async <T>(method: string, path: string, body: unknown, signal?: AbortSignal) => {
    const response = await fetch(url + path, {
      ...{ method, signal },
      headers: {
        ...(apiKey && { 'x-api-key': apiKey }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok)
      throw new DomainFailure(problemOf(text, `${method} ${path} answered ${response.status}`))
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  return {
    get: (path, signal) => call('GET', path, undefined, signal),
    post: (path, body = {}, signal) => call('POST', path, body, signal),
  }
}

function problemOf(text: string, otherwise: string) {
  try {
    const { code, detail, at } = JSON.parse(text) as { code?: string; detail?: string; at?: string }
    const known = errorCodes.find((candidate): candidate is ErrorCode => candidate === code)
    if (known && detail) return domainError(known, detail, { at })
  } catch {
    // Not a problem document: the status has to do.
  }
  return domainError('internal', otherwise)
}
