import type { Side } from '@lianshu/exchange'
import { type Edge, edgeName } from '../plan/edges.ts'
import type { Story, Trap } from '../plan/plan.ts'
import type { SeenMessage } from './read-message.ts'

/** One line of a story as it went, for whoever looks into a violation. */
export interface Happening {
  readonly at: number
  readonly text: string
}

/** What is known on the way about one story. */
export interface Page {
  readonly story: Story
  readonly happenings: Happening[]
  /** Where the last message that was taken left the process. */
  state: string
  /** Traps that wait for their message. */
  readonly armed: Set<Trap>
  /** Traps that met their message and found nothing to harm. */
  readonly missed: Set<Trap>
}

export interface StoryBook {
  /** The page of a message's story, by its tag or by a pid that an earlier message had. */
  pageOf(message: SeenMessage): Page | undefined
  page(story: string): Page | undefined
  /** The edge that a message takes, fixed when it is first seen: sent again later, it is the same step. */
  edgeOf(page: Page, message: SeenMessage, by: Side): Edge
  /** The receiver took a message: the first time moves the process, a repetition does not. */
  taken(page: Page, message: SeenMessage): void
  /** The trap on this edge; it is taken off. */
  spring(page: Page, edge: Edge): Trap | undefined
  /**
   * A trap did no harm: it waits for the message to come once more, or has missed it. Not for ever: a trap that
   * kills its receiver each time, and another that kills the sender, would keep everybody else from going on.
   */
  putBack(page: Page, trap: Trap, met: 'missed' | 'again'): void
  note(page: Page, text: string): void
  /** From now on nothing happens to any message. */
  disarm(): void
  readonly pages: readonly Page[]
}

const mostTries = 3

/** Follows the stories of one batch by their messages. */
export function openStoryBook(stories: readonly Story[]): StoryBook {
  const begun = Date.now()
  const pages = stories.map(
    (story): Page => ({
      ...{ story, state: '', happenings: [], armed: new Set(story.traps), missed: new Set() },
    }),
  )
  const byName = new Map(pages.map((page) => [page.story.name, page]))
  const byPid = new Map<string, Page>()
  const edgesById = new Map<string, Edge>()
  const takenIds = new Set<string>()
  const tried = new Map<Trap, number>()
  return {
    pages,
    page: (story) => byName.get(story),
    pageOf({ story, consumerPid, providerPid }) {
      const pids = [consumerPid, providerPid].filter((pid) => pid !== undefined)
      const known = pids.map((pid) => byPid.get(pid)).find(Boolean)
      const page = known ?? byName.get(story ?? '')
      if (page) for (const pid of pids) byPid.set(pid, page)
      return page
    },
    edgeOf(page, { id, kind, to }, by) {
      const edge = edgesById.get(id) ?? { kind, from: page.state, to, by }
      edgesById.set(id, edge)
      return edge
    },
    taken(page, { id, to }) {
      if (!takenIds.has(id)) page.state = to
      takenIds.add(id)
    },
    spring(page, edge) {
      const name = edgeName(edge)
      const trap = [...page.armed].find((candidate) => edgeName(candidate.edge) === name)
      if (trap) page.armed.delete(trap)
      return trap
    },
    putBack({ missed, armed }, trap, met) {
      const times = (tried.get(trap) ?? 0) + 1
      tried.set(trap, times)
      const waits = met === 'again' && times < mostTries
      const place = waits ? armed : missed
      place.add(trap)
    },
    note: ({ happenings }, text) => void happenings.push({ at: Date.now() - begun, text }),
    disarm() {
      for (const { armed } of pages) armed.clear()
    },
  }
}
