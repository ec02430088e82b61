import { canonicalJson, sha256, toHex, utf8 } from '@lianshu/kernel'
import type { TrainingPlan } from './training-plan.ts'

/** Hexadecimal SHA-256 of the plan's canonical JSON (RFC 8785): the name by which all sides mean this plan. */
export async function planHash(plan: TrainingPlan): Promise<string> {
  return toHex(await sha256(utf8(canonicalJson(plan))))
}
