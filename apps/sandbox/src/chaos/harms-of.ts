import type { Side } from '@lianshu/exchange'
import type { JoinPlan } from './join/plan-join.ts'
import type { ProxyDeps } from './proxy/fault-proxy.ts'
import type { Way } from './proxy/faults-on-the-way.ts'
import type { Scene } from './run-batch.ts'
import { giveCommand, inShort } from './story/command.ts'
import type { World } from './world/open-world.ts'
import type { SupervisedProcess } from './world/supervised-process.ts'

type Harms = ProxyDeps['harms']

/** What a fault on one message may do to the world around it. */
export function harmsOf(
  world: World,
  scene: Scene,
  [sender, page, edge]: Parameters<Harms>,
): ReturnType<Harms> {
  const { nodes, identity } = world
  const receiver: Side = sender === 'consumer' ? 'provider' : 'consumer'
  return {
    ...betweenProcesses(world, nodes[sender].connector, nodes[receiver].connector),
    disturbIdentity: (planned) => identity.disturb(sender, planned),
    async cross(step) {
      // Of a message that begins a process the receiver knows nothing yet.
      const by = edge.from === '' ? sender : receiver
      const { kind, name } = page.story
      await scene.watch?.until(() => scene.watch?.copy(by, name) !== undefined, 2000)
      const copy = scene.watch?.copy(by, name)
      if (!copy) return
      const answer = await giveCommand(nodes[by], { name: 'step', kind, id: copy.id, step })
      scene.book.note(page, `meanwhile the ${by} is told to ${step}: ${inShort(answer)}`)
    },
  }
}

/** The same for a message between a newcomer and the operator, which nothing can cross. */
export function harmsOfJoin(world: World, { side, step }: JoinPlan): ReturnType<Harms> {
  const holder = world.nodes[side].connector
  const operator = world.operator.process
  const isDelivery = step === 'credential delivery'
  return {
    ...betweenProcesses(
      world,
      ...(isDelivery ? ([operator, holder] as const) : ([holder, operator] as const)),
    ),
    disturbIdentity: () => ({ end: () => 0 }),
    cross: async () => {},
  }
}

const betweenProcesses = (
  { database }: World,
  sender: SupervisedProcess,
  receiver: SupervisedProcess,
): Pick<Way, 'killSender' | 'killReceiver' | 'restartDatabase' | 'receiverUp'> => ({
  killSender: () => sender.kill(),
  killReceiver: () => receiver.kill(),
  receiverUp: () => receiver.ready(),
  restartDatabase: (how) => database.restart(how),
})
