import { type App, requireApiKey } from '@lianshu/http'
import type { Broker } from '../broker.ts'
import { harvestAll } from '../jobs/harvest.ts'

/** What the operator does by hand: harvest now, place log records now, look at what left the node. */
export function operateRoutes(app: App, broker: Broker): void {
  app.use('/operate/*', requireApiKey(broker.apiKey))

  app.post('/operate/harvest', async (c) => c.json(await harvestAll(broker)))

  app.post('/operate/log', async (c) => {
    await broker.log.flush()
    return c.json({ size: await broker.node.logs.size(broker.did) })
  })

  app.get('/operate/traffic', (c) => c.json(broker.node.traffic.totals()))
}
