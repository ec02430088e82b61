import { join } from 'node:path'
import type { Release } from '../kits/kit.ts'

/** The newest Eclipse EDC whose modules Maven Central serves everywhere; its pom names the same version. */
export const edcRelease: Release = {
  name: 'edc',
  version: '0.15.1',
  pom: join(import.meta.dirname, 'pom.xml'),
}
