import type { Rule, Violation } from './snapshot.ts'

/**
 * The provider's data plane is open exactly for transfers that run, which the provider remembers, and it opened
 * and closed by turns: once for each start, and once more at most for an opening that a kill, an outage or a stop
 * kept from its start.
 */
export const gatesFollow: Rule = ({ provider }) =>
  provider.transfers.flatMap(({ id, state, gate }): Violation[] => {
    const effects = provider.gateEffects.filter(({ transfer }) => transfer === id)
    const isOpen = effects.at(-1)?.effect === 'opened'
    const violations: Violation[] = []
    if (isOpen !== (state === 'STARTED')) {
      const text = `the gate of a transfer at ${state} is ${isOpen ? 'open' : 'closed'}`
      violations.push({ rule: 'gate', pid: id, text })
    }
    if ((gate === 'open') !== (state === 'STARTED')) {
      const text = `a transfer at ${state} remembers its gate as ${gate ?? 'shut'}`
      violations.push({ rule: 'gate remembered', pid: id, text })
    }
    const turns = effects.every(({ effect }, index) =>
      index % 2 === 0 ? effect === 'opened' : effect === 'closed',
    )
    const starts = provider.records.filter(
      ({ subject, type }) => subject === id && type === 'transfer.started',
    ).length
    const opened = effects.filter(({ effect }) => effect === 'opened').length
    if (!turns || opened > starts + 1) {
      const text = `${starts} starts, but the gate: ${effects.map(({ effect }) => effect).join(' ')}`
      violations.push({ rule: 'gate opens once', pid: id, text })
    }
    return violations
  })
