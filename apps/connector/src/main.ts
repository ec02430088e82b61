import { loadQuickly } from '@lianshu/adapters/loading'
import { startLean } from './lean-start.ts'

await startLean(() => loadQuickly(() => import('./run.ts')))
