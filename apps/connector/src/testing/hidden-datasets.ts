import type { HostileSpace } from './hostile-space.ts'

/** Every way in which a dataset is there and not for the rival's eyes. */
export const hiddenKinds = ['draft', 'withdrawn', 'neighbours', 'others'] as const
export type HiddenDatasets = Readonly<Record<(typeof hiddenKinds)[number], string>>

/** The id of a dataset that is not there in any way. */
export const missingDataset = 'urn:uuid:00000000-0000-4000-8000-000000000000'

/** One dataset of each kind; the answer has their ids. */
export async function hideDatasets(space: HostileSpace): Promise<HiddenDatasets> {
  const draft = await space.draft('plant', 'secret')
  const withdrawn = await space.publish('plant', 'bygone')
  await space.node.manage(`/participants/plant/datasets/${withdrawn.id}/withdraw`, {})
  const neighbours = await space.publish('neighbour', 'theirs')
  const invited = await space.publish('plant', 'invited')
  const audience = [space.trainer.did]
  await space.node.manage(`/participants/plant/datasets/${invited.id}/audience`, { audience })
  return {
    ...{ draft: draft.id, withdrawn: withdrawn.id, neighbours: neighbours.id },
    others: invited.id,
  }
}
