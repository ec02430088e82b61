import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
let resolving = false

// npm may place drizzle-kit at the root and drizzle-orm in this package only; the generator then does
// not find the library it must work with. Every import of drizzle-orm is answered from here.
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (resolving || !/^drizzle-orm(\/|$)/.test(specifier)) return nextResolve(specifier, context)
    if (!context.conditions.includes('require')) {
      return nextResolve(specifier, { ...context, parentURL: import.meta.url })
    }
    resolving = true
    try {
      return { url: pathToFileURL(require.resolve(specifier)).href, shortCircuit: true }
    } finally {
      resolving = false
    }
  },
})
