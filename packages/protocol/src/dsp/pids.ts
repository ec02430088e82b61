import { z } from 'zod'
import { identifier } from '../linked-object.ts'

/** Both sides' names of one process; every message after the first carries them. */
export const bothPids = { providerPid: identifier, consumerPid: identifier }

/** A machine-readable code and reasons of any shape, at least one when present. */
export const codeAndReason = {
  code: z.string().max(500).optional(),
  reason: z.array(z.unknown()).min(1).max(100).optional(),
}

/** Where the sender wants to be called back: the base to which paths are appended. */
export const callbackAddress = z.string().min(1).max(2048)
