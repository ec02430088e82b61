import type { Did, Words } from '@lianshu/kernel'
import { joinMember } from '../space/join-member.ts'
import { type Job, trainerName } from './job.ts'

export interface JoinedParticipant {
  readonly did: Did
  readonly slug: string
  readonly name: Words
  readonly roles: readonly string[]
  readonly url: string
}

const trainer: Words = { zh: '睿铣智能', en: 'Ruixi Intelligence' }

/** Hosts every participant on its connector and brings it into the space; those who are in stay in. */
export async function joinEverybody(job: Job): Promise<readonly JoinedParticipant[]> {
  const { space, wish, progress } = job
  const people = [
    { slug: trainerName, name: trainer, roles: ['trainer'] },
    ...wish.owners.map(({ slug, name }) => ({ slug, name, roles: ['owner'] })),
  ]
  const joined = await Promise.all(
    people.map(async (person) => {
      const node = space.connectors.get(person.slug)!
      return { ...person, did: await joinMember(space, node, person), url: node.url }
    }),
  )
  progress.note(`${joined.length} participants hold the operator's membership credential`)
  return joined
}
