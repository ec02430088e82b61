export { createBrokerApp } from './app.ts'
export { composeBroker, type RunningBroker } from './compose.ts'
export { type BrokerConfig, brokerConfigSchema } from './config.ts'
