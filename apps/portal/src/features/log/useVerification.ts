import { useRouter } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { recallHead, rememberHead } from './memory.ts'
import type { Progress } from './verify-in-browser.ts'

export interface Verification {
  readonly status: 'idle' | 'running' | 'good' | 'bad' | 'unavailable'
  readonly fetched: number
  readonly total: number
  /** How many leaves hash to what they should, from the first on. */
  readonly leaves: number
  readonly brokenAt?: number
  readonly steps: readonly Extract<Progress, { kind: 'step' }>[]
}

const idle: Verification = { status: 'idle', fetched: 0, total: 0, leaves: 0, steps: [] }

/** Runs the check of one node's log when asked; the code for it is loaded at that moment. */
export function useVerification(did: string) {
  const { api } = useRouter().options.context
  const [state, setState] = useState({ did, verification: idle })
  const verification = state.did === did ? state.verification : idle
  const start = useCallback(async () => {
    let current: Verification = { ...idle, status: 'running' }
    const show = (next: Verification) => {
      current = next
      setState({ did, verification: next })
    }
    show(current)
    try {
      const { verifyNode } = await import('./verify-in-browser.ts')
      for await (const progress of verifyNode(api, did, recallHead(did))) {
        show(advance(current, progress))
        if (progress.kind === 'done' && progress.ok) rememberHead(did, progress.head)
      }
    } catch {
      show({ ...current, status: 'unavailable' })
    }
  }, [api, did])
  return { verification, start }
}

/** The picture after one more piece of news. */
export function advance(now: Verification, progress: Progress): Verification {
  switch (progress.kind) {
    case 'fetched':
      return { ...now, fetched: progress.count, total: progress.of }
    case 'leaves':
      return { ...now, leaves: progress.count }
    case 'broken-leaf':
      return { ...now, brokenAt: progress.index }
    case 'step':
      return { ...now, steps: [...now.steps, progress] }
    case 'done':
      return { ...now, status: progress.ok ? 'good' : 'bad' }
  }
}
