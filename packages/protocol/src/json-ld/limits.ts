import { DomainFailure, domainError } from '@lianshu/kernel'
import { maximumNesting } from '../parse-input.ts'
import { levels } from './levels.ts'

/** Objects, lists and scalars of one message; a page of a large catalogue has fewer. */
const mostValues = 200_000
/** Characters of all names and texts of one message. */
const mostCharacters = 8 * 1024 * 1024

/** The message itself, once it is known to be small enough to work on. Throws DomainFailure `input.*`. */
export function withinLimits(message: unknown): unknown {
  let values = 0
  let characters = 0
  let depth = 0
  for (const level of levels(message)) {
    if (depth++ > maximumNesting) refuse(`it nests deeper than ${maximumNesting} levels`)
    for (const item of level) {
      const members = Object.entries(item)
      values += members.length
      for (const [name, value] of members) characters += lengthOf(name, value)
    }
    if (values > mostValues) refuse(`it has more than ${mostValues} values`)
    if (characters > mostCharacters) refuse(`it has more than ${mostCharacters} characters`)
  }
  return message
}

function lengthOf(name: string, value: unknown): number {
  if (name === '__proto__') refuse('the name "__proto__" is not allowed')
  return name.length + (typeof value === 'string' ? value.length : 0)
}

function refuse(reason: string): never {
  const message = `the message is not read as JSON-LD: ${reason}`
  throw new DomainFailure(domainError('input.invalid', message, { at: '$' }))
}
