import { describe, expect, it } from 'vitest'
import { plantTarget, simulatePlants } from './simulate-plants.ts'

const plants = simulatePlants({ seed: 1 })
const cells = (plant: (typeof plants)[number], name: RegExp) => {
  const at = plant.header.findIndex((header) => name.test(header))
  return plant.lines.map((line) => line.split(',')[at]!)
}
const mean = (texts: string[]) => {
  const numbers = texts.filter((text) => text !== '').map(Number)
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

describe('simulatePlants', () => {
  it('gives the same bytes for a seed, others for another', () => {
    expect(simulatePlants({ seed: 1 })).toEqual(plants)
    expect(simulatePlants({ seed: 2 })[0]!.lines).not.toEqual(plants[0]!.lines)
  })

  it('makes five plants whose failures are few but learnable', () => {
    expect(plants).toHaveLength(5)
    for (const plant of plants) {
      const failures = cells(plant, new RegExp(plantTarget)).filter((cell) => cell === '1').length
      expect(failures / plant.lines.length).toBeGreaterThan(0.015)
      expect(failures / plant.lines.length).toBeLessThan(0.09)
      expect(new Set(cells(plant, /Product ID/)).size).toBe(plant.lines.length)
    }
  })

  it('records one plant in other units and leaves cells empty in another', () => {
    const celsius = plants.find(({ header }) => header.includes('Air temperature [°C]'))!
    expect(mean(cells(celsius, /^Air/))).toBeCloseTo(298 - 273.15, 1)
    expect(mean(cells(celsius, /^Rotational/))).toBeGreaterThan(140)
    const empty = plants.map(
      (plant) => cells(plant, /^Torque/).filter((cell) => cell === '').length,
    )
    expect(empty.filter((count) => count > 0)).toHaveLength(1)
  })

  it('keeps the marginals of the published process where the plant is a usual one', () => {
    const usual = plants.find(({ slug }) => slug === 'donghai-pump')!
    expect(mean(cells(usual, /^Air/))).toBeCloseTo(300, 1)
    expect(mean(cells(usual, /^Process/))).toBeCloseTo(310, 1)
    expect(Math.abs(mean(cells(usual, /^Torque/)) - 40)).toBeLessThan(1)
    expect(Math.abs(mean(cells(usual, /^Rotational/)) - 1500)).toBeLessThan(30)
  })

  it('says in both languages that the rows are simulated', () => {
    for (const { description } of plants) {
      expect(description.simulated).toBe(true)
      expect(description.description.zh).toContain('模拟')
      expect(description.description.en).toContain('Simulated')
    }
  })
})
