import { describe, expect, it } from 'vitest'
import { batchesOf, batchSize } from './batches.ts'
import { edgeName, edges, isFinal } from './edges.ts'
import { faultKinds } from './faults.ts'
import type { NegotiationStory, Story, TransferStory } from './plan.ts'
import { cellOf, cells, planRun } from './plan-run.ts'

const runs = Array.from({ length: cells.length }, (_, index) => index + 1)

/** The states that a negotiation passes by its plan alone, with who takes each step. */
function wayOf({ begins, counters, holdAt, orders }: NegotiationStory): string[] {
  const way: string[] = []
  let state = ''
  const step = (to: string, by: string) => {
    way.push(edgeName({ kind: 'negotiation', from: state, to, by: by as 'consumer' }))
    state = to
  }
  const offer = () =>
    state === 'REQUESTED' ? step('OFFERED', 'provider') : step('REQUESTED', 'consumer')
  step(begins === 'consumer' ? 'REQUESTED' : 'OFFERED', begins)
  for (let left = counters; left > 0; left--) offer()
  const next: Record<string, [string, string]> = {
    REQUESTED: ['AGREED', 'provider'],
    OFFERED: ['ACCEPTED', 'consumer'],
    ACCEPTED: ['AGREED', 'provider'],
    AGREED: ['VERIFIED', 'consumer'],
    VERIFIED: ['FINALIZED', 'provider'],
  }
  while (!isFinal('negotiation', state) && state !== holdAt) step(...next[state]!)
  for (const { by } of orders) step('TERMINATED', by)
  return way
}

function transferWay({ gate, orders }: TransferStory): string[] {
  const way = ['transfer ·→REQUESTED by consumer']
  let state = 'REQUESTED'
  const step = (to: string, by: string) => {
    way.push(edgeName({ kind: 'transfer', from: state, to, by: by as 'consumer' }))
    state = to
  }
  if (gate === 'refuse') step('TERMINATED', 'provider')
  if (gate === 'open') step('STARTED', 'provider')
  const leads = { suspend: 'SUSPENDED', resume: 'STARTED', complete: 'COMPLETED' }
  for (const { by, step: taken, at } of orders) {
    expect(at).toBe(state)
    step(taken === 'terminate' ? 'TERMINATED' : leads[taken], by)
  }
  return way
}

const pathOf = (story: Story) => (story.kind === 'negotiation' ? wayOf(story) : transferWay(story))

describe('the plan of a run', () => {
  it('is the same for the same seed and number, and another for others', () => {
    expect(planRun(7, 12)).toEqual(planRun(7, 12))
    expect(planRun(8, 12)).not.toEqual(planRun(7, 12))
    expect(planRun(7, 13)).not.toEqual(planRun(7, 12))
  })

  it('leads its first process over the edge of its cell, and lays the cell’s fault there', () => {
    for (const run of runs) {
      const { edge, fault } = cellOf(3, run)
      const [own] = planRun(3, run).stories
      expect(pathOf(own!)).toContain(edgeName(edge))
      expect(own!.traps[0]).toMatchObject({ edge, fault })
    }
  })

  it('takes steps that the machines allow, and only those', () => {
    const legal = new Set(edges.map(edgeName))
    for (const run of runs) {
      for (const story of planRun(5, run).stories) {
        expect(pathOf(story).filter((name) => !legal.has(name))).toEqual([])
      }
    }
  })

  it('has a negotiation and a transfer in every run', () => {
    for (const run of runs.slice(0, 50)) {
      const kinds = planRun(1, run).stories.map(({ kind }) => kind)
      expect(new Set(kinds)).toEqual(new Set(['negotiation', 'transfer']))
    }
  })

  it('reaches every pair of edge and fault once in as many runs as there are', () => {
    const reached = new Set(runs.map((run) => JSON.stringify(cellOf(9, run))))
    expect(reached.size).toBe(edges.length * faultKinds.length)
    expect(cellOf(9, cells.length + 1)).toEqual(cellOf(9, 1))
  })
})

describe('batches', () => {
  it('hold each wanted run, and begin at the same numbers whoever asks', () => {
    expect(batchesOf(37, 1)).toEqual([batchesOf(1, 50)[1]])
    expect(batchesOf(25, 2).map(({ numbers }) => numbers[0])).toEqual([1, 26])
    expect(batchesOf(1, batchSize)).toHaveLength(1)
  })
})
