import { DomainFailure, domainError } from '@lianshu/kernel'
import { actionNamed, type DutyRecord, type UseRequest, type WorldState } from '@lianshu/policy'
import { ODRL } from '@lianshu/protocol/odrl'
import { type Graph, onlyOne } from './graph.ts'

const REPORT = 'https://w3id.org/force/compliance-report#'
const issued = 'http://purl.org/dc/terms/issued'
const currentTime = 'http://example.com/request/currentTime'

const states: Readonly<Record<string, DutyRecord['reported']>> = {
  Fulfilled: 'fulfilled',
  NonSet: 'not-set',
  Violated: 'violated',
}

/** The evaluation request of a graph, at the time that the state of the world says. */
export function requestOf(graph: Graph, world: Graph): UseRequest {
  const [rule] = graph.objects(onlyOne(graph, [`${ODRL}Request`]), `${ODRL}permission`)
  const said = (name: string) => {
    const [term] = rule === undefined ? [] : graph.objects(rule.value, ODRL + name)
    if (term !== undefined) return term.value
    throw new DomainFailure(domainError('data.unreadable', `${graph.path} asks without ${name}`))
  }
  const action = said('action')
  return {
    // A word that nobody knows is an action that no rule reaches.
    action: actionNamed(action) ?? action,
    assignee: said('assignee'),
    target: said('target'),
    at: world.objects(currentTime, issued)[0]?.value ?? '',
  }
}

/** What a graph says of memberships and of duties that were reported on before. */
export function worldOf(graph: Graph): WorldState {
  const memberOf = Object.groupBy(
    graph.withProperty(`${ODRL}partOf`),
    ({ subject }) => subject.value,
  )
  const reports = graph.ofClass(`${REPORT}DutyReport`).flatMap((report) => {
    const [rule] = graph.objects(report, `${REPORT}rule`)
    const [state] = graph.objects(report, `${REPORT}deonticState`)
    const reported = states[state?.value.slice(REPORT.length) ?? '']
    return rule && reported ? [[rule.value, { reported }] as const] : []
  })
  return {
    memberOf: Object.fromEntries(
      Object.entries(memberOf).map(([id, quads]) => [id, quads!.map(({ object }) => object.value)]),
    ),
    duties: Object.fromEntries(reports),
  }
}
