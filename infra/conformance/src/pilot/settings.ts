/** What the runner tells the process that holds the connector under test. */
export interface PilotSettings {
  /** Settings of the connector, as texts. */
  readonly connector: Readonly<Record<string, string>>
  readonly triggerPort: number
  /** Whoever bears it is the kit's participant. */
  readonly secret: string
  readonly logFile: string
}

/** The variable that carries them, as JSON; nothing of it stands on a command line. */
export const settingsVariable = 'CONFORMANCE_PILOT'
