export { createConnectorApp } from './app.ts'
export { type ConnectorPorts, composeConnector, type RunningConnector } from './compose.ts'
export { type ConnectorConfig, connectorConfigSchema } from './config.ts'
export type { IdentifyCaller } from './connector.ts'
