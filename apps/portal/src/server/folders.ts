import { fileURLToPath } from 'node:url'

/** The app's own folder, with a slash at the end. */
export const portalFolder = fileURLToPath(new URL('../../', import.meta.url))
export const sourceFolder = `${portalFolder}src/`
export const clientFolder = `${portalFolder}dist/client/`
export const rendererFile = `${portalFolder}dist/server/entry-server.js`
