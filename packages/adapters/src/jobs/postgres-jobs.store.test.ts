import { describeJobQueue } from '@lianshu/testkit'
import { openTestDatabase } from '../testing/test-database.ts'
import { openJobQueue } from './job-queue.ts'

describeJobQueue(async () => {
  const { url, close } = await openTestDatabase()
  const [here, there] = await Promise.all([
    openJobQueue({ databaseUrl: url }),
    openJobQueue({ databaseUrl: url }),
  ])
  return {
    subject: { here, there },
    async close() {
      await Promise.all([here.close(), there.close()])
      await close()
    },
  }
})
