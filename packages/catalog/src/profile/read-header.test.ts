import { expect, test } from 'vitest'
import { readHeader } from './read-header.ts'

test.each([
  ['Torque [Nm]', { label: 'Torque', unit: 'Nm' }],
  ['Air temperature [K]', { label: 'Air temperature', unit: 'K' }],
  ['speed (mm/min)', { label: 'speed', unit: 'mm/min' }],
  ['扭矩（N·m）', { label: '扭矩', unit: 'N·m' }],
  ['[Nm]', { label: '[Nm]' }],
  ['defects (found after repair)', { label: 'defects (found after repair)' }],
  ['plain', { label: 'plain' }],
])('%s', (name, header) => {
  expect(readHeader(name)).toEqual(header)
})
