import { expect, it } from 'vitest'
import { propertiesFile } from './run-kit.ts'

it('writes properties as Java reads them', () => {
  const text = propertiesFile({ CN_01_01_OFFERID: 'CD123:ACN0101:456', word: 'a=b #联' })
  expect(text).toBe('CN_01_01_OFFERID=CD123\\:ACN0101\\:456\nword=a\\=b\\ \\#\\u8054\n')
})
