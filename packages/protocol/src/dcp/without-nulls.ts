/** An object without its members that are null: in JSON-LD they say nothing (JSON-LD 1.1 section 4.5), like absent ones. */
export const withoutNulls = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null))
    : value
