import { agreementsAgree } from './agreements-agree.ts'
import { gatesFollow } from './gates-follow.ts'
import { historiesLegal } from './histories-legal.ts'
import { nothingLeft } from './nothing-left.ts'
import { plansKept } from './plans-kept.ts'
import type { Rule, Snapshot, Violation } from './snapshot.ts'
import { statesAgree } from './states-agree.ts'

const rules: readonly Rule[] = [
  statesAgree,
  agreementsAgree,
  historiesLegal,
  gatesFollow,
  plansKept,
  nothingLeft,
]

/** Everything in a snapshot that must not be. */
export const judge = (snapshot: Snapshot): readonly Violation[] =>
  rules.flatMap((rule) => rule(snapshot))
