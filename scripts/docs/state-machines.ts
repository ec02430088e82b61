import type { Machine } from '@lianshu/kernel'
import { generatedNote } from './generated-note.ts'
import { type ListedMachine, listedMachines } from './machines.ts'

type AnyMachine = Machine<string, string, string>

/** A step with everybody who may fire it. */
interface Edge {
  readonly from: string
  readonly event: string
  readonly to: string
  readonly roles: readonly string[]
}

/** docs/protocol/state-machines.md: a diagram and a table per machine, read from the tables that run. */
export const stateMachinesPage = (): string =>
  [
    '# State machines · 状态机',
    generatedNote,
    'Each machine is a table (`defineMachine` in `packages/kernel/src/machine.ts`); a step that is not listed here is refused with `state.illegal`.',
    ...listedMachines.flatMap(section),
  ].join('\n\n')

function section({ machine, title, source, remark }: ListedMachine): string[] {
  return [
    `## ${title.en} · ${title.zh}`,
    `\`${source}\`, roles: ${machine.roles.join(', ')}.${remark ? ` ${remark}` : ''}`,
    diagram(machine),
    table(machine),
  ]
}

function diagram(machine: AnyMachine): string {
  const steps = edgesOf(machine).map(({ from, event, to }) => `    ${from} --> ${to}: ${event}`)
  const ends = machine.states.filter(machine.isTerminal).map((state) => `    ${state} --> [*]`)
  const lines = ['stateDiagram-v2', `    [*] --> ${machine.initial}`, ...steps, ...ends]
  return ['```mermaid', ...lines, '```'].join('\n')
}

function table(machine: AnyMachine): string {
  const rows = edgesOf(machine).map(
    ({ from, event, roles, to }) => `| ${from} | ${event} | ${roles.join(', ')} | ${to} |`,
  )
  return ['| from | event | who may fire it | to |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  )
}

/** The steps of a machine, those of several roles as one. */
export function edgesOf({ transitions }: AnyMachine): readonly Edge[] {
  const edges = Map.groupBy(transitions, ({ from, event }) => `${from} ${event}`)
  return [...edges.values()].map((steps) => {
    const { from, event, to } = steps[0]!
    return { from, event, to, roles: steps.map(({ role }) => role) }
  })
}
