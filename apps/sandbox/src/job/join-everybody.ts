import type { Did, Words } from '@lianshu/kernel'
import { type Job, pathOf, trainerName } from './job.ts'

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
      const { id } = await node.api.post<{ id: Did }>('/api/participants', person)
      const held = await node.api.get<readonly { validUntil: string }[]>(
        pathOf(person.slug, '/credentials'),
      )
      const isMember = held.some(({ validUntil }) => new Date(validUntil) > new Date())
      if (!isMember) {
        const operator = { did: space.operator, url: space.broker.url }
        await node.api.post(pathOf(person.slug, '/membership'), { operator })
      }
      return { ...person, did: id, url: node.url }
    }),
  )
  progress.note(`${joined.length} participants hold the operator's membership credential`)
  return joined
}
