import { build } from 'vite'
import { clientBuild, rendererBuild } from './vite-config.ts'

// Runs as a process of its own: the bundler's memory goes with it, and NODE_ENV is its own.
await build(clientBuild)
await build(rendererBuild)
