import { createChecks } from '../edc/checks.ts'
import { openDataServer } from '../edc/data-server.ts'
import { checkEdcAsConsumer } from '../edc/edc-as-consumer.ts'
import { checkEdcAsProvider } from '../edc/edc-as-provider.ts'
import { interopTests } from '../edc/interop-tests.ts'
import { createEdcManagement } from '../edc/management.ts'
import { startOurSide } from '../edc/our-side.ts'
import { edcRelease } from '../edc/release.ts'
import { startEdc } from '../edc/runtime.ts'
import type { Suite } from '../suite.ts'

/** As in EDC's own tests: its default of a second would only make the run slow. */
const loopMs = 50

/** Our connector and an Eclipse EDC trade with each other, either as provider and as consumer. */
export const edc: Suite = {
  ...{ name: 'edc', kit: edcRelease, expected: interopTests },
  async run({ jars, directory, signal, say }) {
    await using stack = new AsyncDisposableStack()
    const other = await startEdc({ jars, directory, name: 'edc', loopMs, signal })
    stack.defer(other.stop)
    const ours = await startOurSide(directory, signal)
    stack.defer(ours.stop)
    const data = await openDataServer()
    stack.defer(data.close)
    const { results, check } = createChecks(say)
    const both = {
      edc: other,
      management: createEdcManagement(other.management),
      ours,
      data,
      signal,
    }
    await checkEdcAsConsumer(check, both)
    await checkEdcAsProvider(check, both)
    return results
  },
}
