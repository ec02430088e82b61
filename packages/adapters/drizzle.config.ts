import { defineConfig } from 'drizzle-kit'

// Paths are relative to this package, where `npm run migrations` calls drizzle-kit.
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/postgres/schema/index.ts',
  out: './migrations',
})
