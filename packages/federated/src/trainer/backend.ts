import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type * as TensorFlow from '@tensorflow/tfjs-core'

export const backendNames = ['tensorflow', 'wasm', 'cpu'] as const
/** `tensorflow` is native (tfjs-node), `wasm` is SIMD on one thread, `cpu` is plain JavaScript. */
export type BackendName = (typeof backendNames)[number]

export type Tf = typeof TensorFlow

/** An opened backend: TensorFlow.js with its kernels, and the name to record beside every result. */
export interface Backend {
  readonly name: BackendName
  readonly tf: Tf
}

/**
 * Loads TensorFlow.js on the first backend of the list that works here. Loading takes about 0.1 s and
 * 70 MB, so it happens on the first call, not on import. One backend per process: a later call with a
 * different wish switches TensorFlow.js as a whole.
 * @throws Error when none works, naming why each failed
 */
export async function openBackend(wanted: readonly BackendName[] = backendNames): Promise<Backend> {
  const reasons: string[] = []
  for (const name of wanted) {
    try {
      return { name, tf: await openers[name]() }
    } catch (error) {
      reasons.push(`${name}: ${(error as Error).message}`)
    }
  }
  throw new Error(`no training backend works here (${reasons.join('; ')})`)
}

const openers: Record<BackendName, () => Promise<Tf>> = {
  async tensorflow() {
    await allowNodeBinding()
    // Optional and absent from our dependencies: its native library downloads at install time.
    const nativePackage: string = '@tensorflow/tfjs-node'
    await import(nativePackage)
    return useBackend('tensorflow')
  },
  async wasm() {
    const { setThreadsCount, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
    const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')
    setWasmPaths(`${dirname(entry)}/`)
    setThreadsCount(1)
    return useBackend('wasm')
  },
  async cpu() {
    await import('@tensorflow/tfjs-backend-cpu')
    return useBackend('cpu')
  },
}

async function useBackend(name: BackendName): Promise<Tf> {
  const tf = await import('@tensorflow/tfjs-core')
  if (!(await tf.setBackend(name))) throw new Error('it did not start')
  await tf.ready()
  // No advice on standard error, no checks of every kernel's answer; ours check the weights.
  tf.enableProdMode()
  return tf
}

/** tfjs-node 4.22 calls util.isNullOrUndefined, which Node 23 removed. */
async function allowNodeBinding(): Promise<void> {
  const util: Record<string, unknown> = (await import('node:util')).default as never
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined
}
