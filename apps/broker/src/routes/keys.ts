import { recordRotation } from '@lianshu/adapters'
import { type App, route } from '@lianshu/http'
import { ok } from '@lianshu/kernel'
import { keyInfo, keyInfoSchema, keyRotationSchema } from '@lianshu/trust'
import { z } from 'zod'
import type { Broker } from '../broker.ts'
import { operatorOnly } from '../caller.ts'

/** The operator's keys, and the key that seals them; all changed while the broker works on. */
export function keyRoutes(app: App, broker: Broker): void {
  const { node, did } = broker
  const operate = { tag: 'keys', guard: operatorOnly(broker) }
  const keys = { ...operate, answer: z.array(keyInfoSchema) }

  route(
    app,
    'GET /operate/keys',
    { ...keys, id: 'getKeys', summary: 'The operator’s keys, newest first, without their secrets' },
    async () => ok(keyInfo(await node.identities.keysOf(did))),
  )

  route(
    app,
    'POST /operate/keys/rotate',
    {
      ...{ ...keys, id: 'rotateKeys', body: keyRotationSchema },
      summary: 'A new key signs from now on; what the old one signed verifies until its end',
    },
    async ({ body }) => ok(keyInfo(await recordRotation(node, did, body))),
  )

  route(
    app,
    'POST /operate/master-key/renew',
    {
      ...{ ...operate, id: 'renewMasterKey', problems: ['state.illegal'] },
      summary: 'Makes a new master key and seals every key under it',
      answer: z.object({ sealed: z.number().int() }).meta({ id: 'Sealed' }),
    },
    async () => {
      const sealed = await node.keyFile.renewMasterKey()
      return sealed.ok ? ok({ sealed: sealed.value }) : sealed
    },
  )
}
