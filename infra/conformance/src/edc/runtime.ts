import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { propertiesFile } from '../kits/run-kit.ts'
import { freePorts } from '../systems/free-ports.ts'
import { lastWords } from './last-words.ts'
import { edcPorts, edcSettings } from './settings.ts'

export interface EdcOptions {
  /** The folder with EDC's jars. */
  readonly jars: string
  /** Its settings and its log lie here. */
  readonly directory: string
  /** Begins its participant id, `did:web:…:name`. */
  readonly name: string
  /** Idle wait of every loop in milliseconds; EDC's own default when absent. */
  readonly loopMs?: number
  readonly signal: AbortSignal
}

export interface Edc {
  readonly participantId: string
  /** Base of the management API. */
  readonly management: string
  /** Base of the Dataspace Protocol 2025-1. */
  readonly protocol: string
  stop(): Promise<void>
}

/** A machine with other work to do takes its time. */
const startsWithinMs = 240_000
const stopsWithinMs = 10_000
const program = join(import.meta.dirname, 'RunEdc.java')
/** Small machines run two of them beside a connector. */
const jvm = ['-XX:+UseSerialGC', '-Xmx256m']

/** Starts an EDC, control plane and data plane in one JVM, everything in memory. Throws DomainFailure. */
export async function startEdc(options: EdcOptions): Promise<Edc> {
  const { jars, directory, name, loopMs, signal } = options
  const ports = await freePorts(edcPorts)
  const participantId = `did:web:localhost%3A${ports.protocol}:${name}`
  const settings = join(directory, `${name}.properties`)
  await mkdir(directory, { recursive: true })
  await writeFile(settings, propertiesFile(edcSettings({ participantId, ports, loopMs })))
  const args = [...jvm, `-Dedc.fs.config=${settings}`, '-cp', join(jars, '*'), program]
  const child = spawn('java', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const words = lastWords(child, join(directory, `${name}.log`))
  const ended = once(child, 'close')
  const stop = async () => {
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), stopsWithinMs)
    await ended
    clearTimeout(late)
  }
  try {
    const address = `http://localhost:${ports.default}/api/check/startup`
    if (!(await ready(child, address, signal))) {
      throw new DomainFailure(domainError('internal', `EDC did not start:\n${words()}`))
    }
  } catch (error) {
    await stop()
    throw error
  }
  return {
    ...{ participantId, stop },
    management: `http://localhost:${ports.management}/management`,
    protocol: `http://localhost:${ports.protocol}/protocol/2025-1`,
  }
}

async function ready(child: ChildProcess, address: string, signal: AbortSignal): Promise<boolean> {
  const latest = Date.now() + startsWithinMs
  while (Date.now() < latest && child.exitCode === null) {
    const answer = await fetch(address, { signal }).catch(() => undefined)
    signal.throwIfAborted()
    if (answer?.ok) return true
    await pause(100)
  }
  return false
}
