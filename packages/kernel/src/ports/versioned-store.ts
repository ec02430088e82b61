import type { DomainError } from '../errors.ts'
import type { Did } from '../ids.ts'
import type { Result } from '../result.ts'

/** What every stored process has: whose it is, which one, and how often it changed. */
export interface Versioned {
  readonly participantId: Did
  readonly id: string
  /** 0 before it is stored; the store counts. */
  readonly version: number
}

export interface Page {
  readonly limit: number
  /** The id after which to go on, in the order of ids' creation. */
  readonly after?: string
  /** Goes the other way: from the one that was created last. */
  readonly newestFirst?: boolean
}

/**
 * Compare-and-set storage of one kind of entity. Constraints: every look-up names the participant, and
 * a foreign id behaves exactly like a missing one; `update` succeeds only on the version that was read.
 */
export interface VersionedStore<T extends Versioned, Key extends keyof T = never> {
  get(participantId: Did, id: string): Promise<T | undefined>
  /**
   * The same, but perhaps as this process knows it, without looking. Only for a unit of work that then updates
   * this entity: where it has gone on meanwhile, the unit is tried again on what is stored.
   */
  recall(participantId: Did, id: string): Promise<T | undefined>
  /**
   * Entities that equal `where` in every key given, oldest first unless the page says otherwise: a page of them,
   * or as many as one answer holds. Who needs every one of them takes `findAll`.
   */
  find(participantId: Did, where: Partial<Pick<T, Key>>, page?: Page): Promise<readonly T[]>
  /** Stores a new entity as version 1. */
  insert(entity: T): Promise<Result<T, DomainError<'conflict.exists'>>>
  /** Stores `entity` over the version it was read at, and returns it with the next version. */
  update(entity: T): Promise<Result<T, DomainError<'conflict.stale'>>>
}
