export * from './catalog.ts'
export * from './exchange.ts'
export * from './federated.ts'
export * from './node.ts'
