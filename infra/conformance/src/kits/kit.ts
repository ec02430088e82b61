import { join } from 'node:path'

/** Released software of another make. It is never copied or built here: Maven brings the jars. */
export interface Release {
  readonly name: string
  readonly version: string
  /** The pom that names its jars. */
  readonly pom: string
}

/** A released test kit. */
export interface Kit extends Release {
  /** The class that connects its tests with the system under test. */
  readonly launcher: string
}

const pomOf = (folder: string) => join(import.meta.dirname, folder, 'pom.xml')

/** Eclipse Dataspace Protocol 2025-1 TCK. */
export const dspKit: Kit = {
  name: 'dsp-tck',
  version: '1.0.0-RC6',
  pom: pomOf('dsp'),
  launcher: 'org.eclipse.dataspacetck.dsp.system.DspSystemLauncher',
}

/** Eclipse Decentralized Claims Protocol 1.0 TCK. */
export const dcpKit: Kit = {
  name: 'dcp-tck',
  version: '1.0.0-RC6',
  pom: pomOf('dcp'),
  launcher: 'org.eclipse.dataspacetck.dcp.system.DcpSystemLauncher',
}
