import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { ok } from '@lianshu/kernel'
import { closeNetwork } from '../process/close-network.ts'
import { serveParent } from '../process/serve-parent.ts'

const attempt = async (act: () => unknown): Promise<string> => {
  try {
    await act()
    return 'allowed'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? (error as Error).message
  }
}

closeNetwork()
serveParent<{ readonly allowed: string; readonly forbidden: string }>(
  async ({ allowed, forbidden }) =>
    ok({
      readAllowed: await attempt(() => readFileSync(allowed)),
      readForbidden: await attempt(() => readFileSync(forbidden)),
      write: await attempt(() => writeFileSync(allowed, 'x')),
      spawn: await attempt(() => spawnSync('ls')),
      connect: await attempt(() => connect(80, '127.0.0.1')),
      fetch: await attempt(() => fetch('http://127.0.0.1:80/')),
      environment: Object.keys(process.env).length,
    }),
)
