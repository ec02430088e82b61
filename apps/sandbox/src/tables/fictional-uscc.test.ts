import { isUscc } from '@lianshu/trust'
import { expect, it } from 'vitest'
import { fictionalUscc } from './fictional-uscc.ts'
import { plantStories } from './plants.ts'

it('gives every plant a number of its own whose checksum holds', () => {
  const numbers = plantStories.map(({ slug }) => fictionalUscc(slug))
  expect(numbers.every(isUscc)).toBe(true)
  expect(new Set(numbers).size).toBe(plantStories.length)
  expect(fictionalUscc('beichen-gearbox')).toBe(numbers[0])
})
