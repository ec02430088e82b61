import { z } from 'zod'

/** What a foreign vocabulary may add to an object of ours: any property whose name is an IRI. */
export type Extensions = { readonly [iri: `${string}:${string}`]: unknown }

/** The value that a shape describes, open for properties under IRIs. */
export type Linked<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape, z.core.$strip>> &
  Extensions

const iri = /^[A-Za-z][A-Za-z0-9+.-]*:\S{1,500}$/

/**
 * A JSON-LD object in compact form. Besides its own terms it takes `@id`, `@type` and properties under
 * IRIs, which pass through unchanged; a bare term that the contexts do not define is an error, because
 * a JSON-LD processor would silently drop it and sign something else than it was shown. Only where it says
 * nothing, as an empty list, nothing is lost.
 */
export function linkedObject<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodType<Linked<Shape>, unknown> {
  const known = new Set([...Object.keys(shape), '@id', '@type'])
  const schema = z.looseObject(shape).superRefine((value, context) => {
    for (const key of Object.keys(value)) {
      if (known.has(key) || iri.test(key) || saysNothing(value[key])) continue
      const message = `unknown term "${key}"`
      // `continue: false`: in a union, another branch's complaint may then be the better one.
      context.addIssue({ code: 'custom', path: [key], message, continue: false })
    }
  })
  return schema as unknown as z.ZodType<Linked<Shape>, unknown>
}

/** An empty list: JSON-LD gives no statement for it, whatever its term means. */
export const saysNothing = (value: unknown): boolean => Array.isArray(value) && value.length === 0

/** An identifier as counterparties choose it: a URN, a DID, a URL or an opaque text. */
export const identifier = z.string().min(1).max(2048)
