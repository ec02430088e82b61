import { defineMachine } from '@lianshu/kernel'

/** The life of a dataset at its owner. A withdrawn one may be published again, as a new release. */
export const datasetMachine = defineMachine({
  name: 'dataset',
  initial: 'draft',
  roles: ['owner'],
  events: ['publish', 'withdraw'],
  transitions: {
    draft: { publish: 'published', withdraw: 'withdrawn' },
    published: { publish: 'published', withdraw: 'withdrawn' },
    withdrawn: { publish: 'published' },
  },
  mayFire: {},
})
export type DatasetState = (typeof datasetMachine)['states'][number]
