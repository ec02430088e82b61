import { type App, route } from '@lianshu/http'
import { ok } from '@lianshu/kernel'
import { z } from 'zod'
import type { Broker } from '../broker.ts'
import { operatorOnly } from '../caller.ts'
import { harvestAll } from '../jobs/harvest.ts'

const count = z.number().int()

/** What the operator does by hand: harvest now, place log records now, look at what left the node. */
export function operateRoutes(app: App, broker: Broker): void {
  const operate = { tag: 'operate', guard: operatorOnly(broker) }

  route(
    app,
    'POST /operate/harvest',
    {
      ...{ ...operate, id: 'harvestNow', summary: 'Harvests every member’s catalogue now' },
      answer: z.object({ harvested: count, failed: count }).meta({ id: 'Harvested' }),
    },
    async () => ok(await harvestAll(broker)),
  )

  route(
    app,
    'POST /operate/log',
    {
      ...{ ...operate, id: 'placeRecords', summary: 'Gives waiting log records their place now' },
      answer: z.object({ size: count }).meta({ id: 'LogSize' }),
    },
    async () => {
      await broker.log.flush()
      return ok({ size: await broker.node.logs.size(broker.did) })
    },
  )

  route(
    app,
    'GET /operate/traffic',
    {
      ...{ ...operate, id: 'getTraffic', summary: 'Bytes that left this node, by kind of message' },
      answer: z.record(z.string(), count).meta({ id: 'Traffic' }),
    },
    async () => ok(broker.node.traffic.totals()),
  )
}
