import type { FaultKind } from '../plan/faults.ts'
import type { PlannedFault } from '../plan/plan.ts'
import { faults, type Way } from './faults-on-the-way.ts'
import type { Answer } from './forward.ts'

/** What is asked of a node about who somebody is. */
export type IdentityQuestion = 'wallet' | 'document' | 'status'

/** Undefined for a request that asks nothing of the kind. */
export function readQuestion(method: string, path: string): IdentityQuestion | undefined {
  if (method === 'POST') return path.endsWith('/presentations/query') ? 'wallet' : undefined
  if (path.endsWith('/did.json')) return 'document'
  return path.includes('/dcp/status-lists/') ? 'status' : undefined
}

/** One fault that is in force for a while, on every question of its kind. */
export interface Disturbance {
  /** No further question is harmed. Tells how many were. */
  end(): number
}

export type Asked = Pick<Way, 'deliver' | 'answer'>
type Harm = (asked: Asked, planned: PlannedFault) => Promise<unknown>

const lost: Harm = ({ answer }, { either }) => answer(either ? unavailable : undefined)
const unavailable: Answer = { status: 503, headers: {}, body: Buffer.alloc(0) }
const like =
  (fault: FaultKind): Harm =>
  (asked, planned) =>
    faults[fault](asked as Way, planned)

/** What each fault does to a question; the others leave questions alone. */
const harms: Readonly<Partial<Record<FaultKind, { readonly of: IdentityQuestion; harm: Harm }>>> = {
  'wallet-lost': { of: 'wallet', harm: lost },
  'wallet-delayed': { of: 'wallet', harm: like('delayed') },
  'wallet-doubled': { of: 'wallet', harm: like('duplicated') },
  'document-lost': { of: 'document', harm: ({ answer }) => answer(undefined) },
  'status-lost': { of: 'status', harm: lost },
  'status-delayed': { of: 'status', harm: like('delayed') },
  'broker-killed': { of: 'status', harm: ({ answer }) => answer(undefined) },
}

/** Whose questions of which node are disturbed at the moment. */
export function createIdentityTraffic(operator: { kill(): Promise<void> }) {
  const inForce = new Set<{ planned: PlannedFault; owner: string; met: number }>()
  return {
    /** From now on, questions about a sender are harmed as its fault says, until the end. */
    disturb(sender: string, planned: PlannedFault): Disturbance {
      const { fault, either } = planned
      const isAboutOperator = harms[fault]?.of === 'status' || (fault === 'document-lost' && either)
      const one = { planned, owner: isAboutOperator ? 'operator' : sender, met: 0 }
      inForce.add(one)
      return {
        end() {
          inForce.delete(one)
          return one.met
        },
      }
    },
    /** Answers a question to a node, harmed or not. */
    async carry(owner: string, question: IdentityQuestion, asked: Asked): Promise<void> {
      const hits = [...inForce].filter(
        ({ planned, owner: of }) => of === owner && harms[planned.fault]?.of === question,
      )
      const kills = hits.some(({ planned, met }) => planned.fault === 'broker-killed' && met === 0)
      // Several may be in force at a time: the first one does its harm, which they all wanted.
      for (const hit of hits) hit.met++
      if (kills) await operator.kill()
      const [hit] = hits
      if (!hit) return asked.answer(await asked.deliver())
      await harms[hit.planned.fault]!.harm(asked, hit.planned)
    },
  }
}
export type IdentityTraffic = ReturnType<typeof createIdentityTraffic>
