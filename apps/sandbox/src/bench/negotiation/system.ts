/** Two connectors under measurement, of whatever make: a consumer that asks and a provider that agrees. */
export interface NegotiationSystem {
  /** One negotiation, from the consumer's wish until both sides are FINALIZED. Throws when it ends otherwise. */
  negotiate(): Promise<void>
  close(): Promise<void>
}

/** How long one negotiation takes, in milliseconds. */
export async function timeOne({ negotiate }: NegotiationSystem): Promise<number> {
  const started = performance.now()
  await negotiate()
  return performance.now() - started
}

/** How long `total` negotiations take, `atOnce` in flight, in milliseconds. */
export async function timeCrowd(
  { negotiate }: NegotiationSystem,
  { total, atOnce }: { readonly total: number; readonly atOnce: number },
): Promise<number> {
  let left = total
  const started = performance.now()
  await Promise.all(
    Array.from({ length: Math.min(atOnce, total) }, async () => {
      while (left-- > 0) await negotiate()
    }),
  )
  return performance.now() - started
}
