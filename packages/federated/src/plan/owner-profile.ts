import type { CoarseRange } from '@lianshu/protocol/rounds'

/** What planning reads of an owner's published profile; a catalogue profile has this shape. */
export interface OwnerProfile {
  readonly rows: number
  readonly columns: readonly OwnerColumn[]
}

export interface OwnerColumn {
  /** The header, letter for letter. */
  readonly name: string
  /** The header without its unit: the same at owners who measure one thing in different units. */
  readonly label: string
  readonly kind: 'numeric' | 'categorical' | 'boolean' | 'datetime' | 'identifier' | 'text'
  readonly unit?: string
  readonly range?: CoarseRange
  readonly categories?: readonly string[]
  readonly excluded?: string
}

/** A column that the plan leaves out, and why. */
export interface LeftOut {
  readonly column: string
  readonly reason:
    | 'excluded'
    | 'identifier'
    | 'free-text'
    | 'datetime'
    | 'constant'
    | 'empty'
    | 'owner'
    | 'not-common'
    | 'unit'
    | 'no-range'
    | 'no-categories'
}

const fold = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')

/** Finds a column as people name it: by its header, else by its label, in any case. */
export function findColumn(profile: OwnerProfile, name: string): OwnerColumn | undefined {
  return (
    profile.columns.find((column) => column.name === name) ??
    profile.columns.find((column) => column.label === name) ??
    profile.columns.find((column) => fold(column.label) === fold(name)) ??
    profile.columns.find((column) => fold(column.name) === fold(name))
  )
}
