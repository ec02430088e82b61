import { startLean } from './lean-start.ts'

await startLean(() => import('./run.ts'))
