export { nearestName } from '@lianshu/kernel'
export type { App, AppEnv, RenderError } from './app-env.ts'
export { bearerToken, constantTimeEquals } from './bearer.ts'
export { checkText, limitBodySize } from './body-limits.ts'
export { type ConfigOptions, printConfig, readConfig, secret, variableName } from './config.ts'
export { type AppOptions, createApp } from './create-app.ts'
export {
  type Content,
  describeRoute,
  type Endpoint,
  type RouteDescription,
} from './describe-route.ts'
export {
  apiKeyGuard,
  everybody,
  type Guard,
  type SecurityScheme,
  withRateLimit,
} from './guard.ts'
export { type HealthCheck, type HealthOptions, registerHealth } from './health.ts'
export { answerJson } from './json-answer.ts'
export { preferredLocale } from './locale.ts'
export { openApiFaults } from './open-api-faults.ts'
export { registerOpenApi } from './openapi.ts'
export {
  answerPage,
  nextLink,
  pageQuery,
  pageToken,
  readPage,
  readPageToken,
  wholeList,
} from './paging.ts'
export {
  type Problem,
  problemResponses,
  problemSchema,
  renderProblem,
  renderThrown,
} from './problem.ts'
export { problemStatus } from './problem-status.ts'
export { createRateLimit, type RateLimit, type RateLimitOptions } from './rate-limit.ts'
export { readJson } from './read-json.ts'
export { type Call, type Route, route, type Told } from './route.ts'
export { type Served, type ServeOptions, serve } from './serve.ts'
export { type EventStream, type ServerEvent, streamEvents } from './sse.ts'
export { invalidInput, validationHook } from './validation-hook.ts'
