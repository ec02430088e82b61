import { loadQuickly } from '@lianshu/adapters/loading'

await loadQuickly(() => import('./run.ts'))
