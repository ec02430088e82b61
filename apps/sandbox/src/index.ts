export { type Args, readArgs } from './args.ts'
export { type Job, type JobWish, trainerName } from './job/job.ts'
export { runJob } from './job/run-job.ts'
export { createProgress } from './progress.ts'
export { createManager, type Manager } from './space/manager.ts'
export {
  type Dataspace,
  type DataspaceOptions,
  removeDataspace,
  type SpaceNode,
  startDataspace,
} from './space/start-dataspace.ts'
