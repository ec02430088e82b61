import { z } from 'zod'

/** Settings of the portal alone: each is read from `LIANSHU_` and its name in capitals. */
export const portalConfigSchema = z.object({
  /** The broker whose public read API is shown. */
  brokerUrl: z.url(),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65_535).default(7480),
})
