/**
 * Which file one module of drizzle means by a relative import. To learn that such a file is a module, Node 24
 * parses the `exports` of its package.json anew for every file: 130 kB, a hundred times, half of a start. All
 * of them are modules, as `.js` says in a package of `type: module`.
 */
export function fileInDrizzle(specifier: string, parent: string | undefined): string | undefined {
  const isInside = parent?.includes('/node_modules/drizzle-orm/') && parent.endsWith('.js')
  return isInside && /^\.\.?\/.*\.js$/.test(specifier) ? new URL(specifier, parent).href : undefined
}
