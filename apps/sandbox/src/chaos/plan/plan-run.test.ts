import { describe, expect, it } from 'vitest'
import { batchesOf, batchSize } from './batches.ts'
import { cellCount, cellOf, lightCellsOf } from './cells.ts'
import { edgeName, edges } from './edges.ts'
import { faultKinds, lightFaults } from './faults.ts'
import type { Story } from './plan.ts'
import { planRun } from './plan-run.ts'
import { endOf, mayCross, wayOf } from './way.ts'

const runs = Array.from({ length: cellCount }, (_, index) => index + 1)

const pathOf = (story: Story) => wayOf(story).map(edgeName)

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

  it('lays faults on edges that its processes pass, each edge at most once', () => {
    for (const run of runs) {
      for (const story of planRun(4, run).stories) {
        const harmed = story.traps.map(({ edge }) => edgeName(edge))
        expect(pathOf(story)).toEqual(expect.arrayContaining(harmed))
        expect(new Set(harmed).size).toBe(harmed.length)
      }
    }
  })

  it('gives its orders where the process stands by then', () => {
    for (const run of runs) {
      for (const story of planRun(6, run).stories) {
        const stands = wayOf(story).map(({ to }) => to)
        const before = stands.slice(0, stands.length - story.orders.length)
        const ats = story.orders.map(({ at }) => at)
        expect([before.at(-1), ...stands.slice(before.length)].slice(0, ats.length)).toEqual(ats)
        expect(endOf(story)).toBe(stands.at(-1))
      }
    }
  })

  it('has one fault in a process in which steps cross, on its last edge', () => {
    const crossing = runs.flatMap((run) =>
      planRun(2, run).stories.filter(({ traps }) => traps[0]?.fault === 'crossed'),
    )
    expect(crossing).toHaveLength(edges.length)
    for (const story of crossing) {
      expect(mayCross(story)).toBe(true)
      expect(story.traps).toHaveLength(1)
    }
  })
})

describe('the cells of runs', () => {
  it('pass every edge in as many runs as there are edges, from wherever one begins', () => {
    for (const first of [1, 18, 900]) {
      const passed = edges.map((_, index) => edgeName(cellOf(9, first + index).edge))
      expect(new Set(passed).size).toBe(edges.length)
    }
  })

  it('reach every pair of edge and fault once in as many runs as there are', () => {
    const reached = new Set(runs.map((run) => JSON.stringify(cellOf(9, run))))
    expect(reached.size).toBe(edges.length * faultKinds.length)
    expect(cellOf(9, cellCount + 1)).toEqual(cellOf(9, 1))
  })

  it('reach every light fault on every edge beside them', () => {
    const enough = Math.ceil((edges.length * lightFaults.length) / 2)
    const reached = runs.slice(0, enough).flatMap((run) => lightCellsOf(9, run))
    const names = new Set(reached.map((cell) => JSON.stringify(cell)))
    expect(names.size).toBe(edges.length * lightFaults.length)
  })
})

describe('batches', () => {
  it('hold each wanted run, and begin at the same numbers whoever asks', () => {
    expect(batchesOf(37, 1)).toEqual([batchesOf(1, 50)[1]])
    expect(batchesOf(25, 2).map(({ numbers }) => numbers[0])).toEqual([1, 26])
    expect(batchesOf(1, batchSize)).toHaveLength(1)
  })
})
