// Boots a whole data space of six connectors and a portal, says so, and stops it: one start in a process
// of its own, for the startup benchmark. Arguments: the space's directory and its first port.
import { loadQuickly } from '@lianshu/adapters/loading'

const { startDataspace } = await loadQuickly(() => import('../space/start-dataspace.ts'))
const [directory, firstPort] = process.argv.slice(2)
const owners = [1, 2, 3, 4, 5].map((number) => `plant-0${number}`)
const space = await startDataspace({
  ...{ directory: directory!, firstPort: Number(firstPort), withPortal: true },
  connectors: ['trainer', ...owners],
})
console.log('up')
await space.close()
process.exit()
