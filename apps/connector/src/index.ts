export { createConnectorApp } from './app.ts'
export { composeConnector, type RunningConnector } from './compose.ts'
export { type ConnectorConfig, connectorConfigSchema } from './config.ts'
