import { defineConfig } from 'vitest/config'

// Projects by suffix: `*.test.ts` is pure and fast, `*.store.test.ts` needs the embedded Postgres,
// `*.system.test.ts` boots a whole data space; these need nothing from outside the repository.
// `*.browser.test.ts` looks at the portal in the system's Chromium and says loudly when there is none.
const exclude = ['**/node_modules/**', '**/dist/**', '**/.lianshu/**']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,apps,infra,scripts}/**/*.test.{ts,tsx}'],
          exclude: [...exclude, '**/*.{store,system,browser}.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'store',
          include: ['{packages,apps}/**/*.store.test.ts'],
          exclude,
          globalSetup: ['packages/adapters/src/testing/start-postgres.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['apps/portal/**/*.browser.test.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'system',
          include: ['apps/**/*.system.test.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
