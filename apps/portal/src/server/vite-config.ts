import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'
import { clientFolder, portalFolder, sourceFolder } from './folders.ts'

const shared: InlineConfig = {
  root: portalFolder,
  configFile: false,
  envDir: false,
  logLevel: 'warn',
  plugins: [react()],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
}

/** Code for the browser: one shell, one chunk per page, one style sheet (so that no page flashes). */
export const clientBuild: InlineConfig = {
  ...shared,
  publicDir: `${sourceFolder}public`,
  build: {
    outDir: clientFolder,
    emptyOutDir: true,
    manifest: true,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    target: 'es2024',
    reportCompressedSize: false,
    // Inlined images would be data: URLs, which the content security policy does not need to allow.
    assetsInlineLimit: 0,
    rolldownOptions: { input: `${sourceFolder}client/entry-client.tsx` },
  },
}

/** The same pages as one Node module: Node strips types, but not JSX. */
export const rendererBuild: InlineConfig = {
  ...shared,
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  ssr: { noExternal: true },
  build: {
    ssr: `${sourceFolder}client/entry-server.tsx`,
    outDir: `${portalFolder}dist/server`,
    emptyOutDir: true,
    target: 'node24',
    reportCompressedSize: false,
  },
}
