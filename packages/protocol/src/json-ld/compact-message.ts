import {
  type DomainError,
  DomainFailure,
  domainError,
  err,
  type Json,
  ok,
  type Result,
} from '@lianshu/kernel'
import { bundledTable, dspContext } from './bundled-contexts.ts'
import { compactNode } from './compact-node.ts'
import { withinLimits } from './limits.ts'
import { readContext } from './read-context.ts'
import { scopeOf } from './scope.ts'

/**
 * Brings a message from any JSON-LD form into the one that the protocol's schemas describe: expanded or
 * compacted with prefixes or another bundled context, its properties get the terms of the protocol's
 * context, and those that it has none for stand under their IRIs. The meaning is that of JSON-LD 1.1
 * (expansion, then compaction); what a processor would drop without a word is refused instead.
 * Errors: `input.unsupported` for contexts and keywords that are not known, `input.invalid` otherwise.
 */
export function compactMessage(
  message: unknown,
): Result<Json, DomainError<'input.invalid' | 'input.unsupported'>> {
  try {
    const whole = withinLimits(message)
    const { '@context': context, ...node } = onlyNode(whole)
    const writing = scopeOf([bundledTable(dspContext)])
    const compact = compactNode(node, { reading: readContext(context), writing, path: '$' })
    return ok({ '@context': [dspContext], ...compact })
  } catch (error) {
    if (!(error instanceof DomainFailure)) throw error
    return err(error.error as DomainError<'input.invalid' | 'input.unsupported'>)
  }
}

/** An expanded document is a list; a message is one thing. */
function onlyNode(message: unknown): Record<string, unknown> {
  const [node, ...more] = Array.isArray(message) ? message : [message]
  if (typeof node === 'object' && node !== null && !Array.isArray(node) && more.length === 0)
    return node
  throw new DomainFailure(domainError('input.invalid', 'a message is one JSON object', { at: '$' }))
}
