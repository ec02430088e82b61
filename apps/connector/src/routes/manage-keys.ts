import { recordRotation } from '@lianshu/adapters'
import { type App, route } from '@lianshu/http'
import { ok } from '@lianshu/kernel'
import { keyInfo, keyInfoSchema, keyRotationSchema } from '@lianshu/trust'
import { z } from 'zod'
import { managerOf, managerOnly } from '../caller.ts'
import type { Connector } from '../connector.ts'

/** The keys of hosted participants, and the key that seals them; all changed while the connector works on. */
export function manageKeys(app: App, connector: Connector): void {
  const { node } = connector
  const keys = { tag: 'keys', guard: managerOf(connector), answer: z.array(keyInfoSchema) }

  route(
    app,
    'GET /api/participants/:slug/keys',
    {
      ...keys,
      id: 'getKeys',
      summary: 'A participant’s keys, newest first, without their secrets',
    },
    async ({ caller }) => ok(keyInfo(await node.identities.keysOf(caller.id))),
  )

  route(
    app,
    'POST /api/participants/:slug/keys/rotate',
    {
      ...{ ...keys, id: 'rotateKeys', body: keyRotationSchema },
      summary: 'A new key signs from now on; what the old one signed verifies until its end',
    },
    async ({ caller, body }) => ok(keyInfo(await recordRotation(node, caller.id, body))),
  )

  route(
    app,
    'POST /api/master-key/renew',
    {
      ...{ id: 'renewMasterKey', tag: 'keys', guard: managerOnly(connector) },
      summary: 'Makes a new master key and seals every key under it',
      answer: z.object({ sealed: z.number().int() }).meta({ id: 'Sealed' }),
      problems: ['state.illegal'],
    },
    async () => {
      const sealed = await node.keyFile.renewMasterKey()
      return sealed.ok ? ok({ sealed: sealed.value }) : sealed
    },
  )
}
