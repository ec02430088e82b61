/** What the runner tells the process that holds the connector under test. */
export interface TrialSettings {
  /** Settings of the connector, as texts. */
  readonly connector: Readonly<Record<string, string>>
  readonly logFile: string
}

/** The same for the kit of the Dataspace Protocol. */
export interface PilotSettings extends TrialSettings {
  readonly triggerPort: number
  /** Whoever bears it is the kit's participant. */
  readonly secret: string
}

/** The variable that carries them, as JSON; nothing of it stands on a command line. */
export const settingsVariable = 'CONFORMANCE_PILOT'

/** What the runner tells the process that holds the issuer under test. */
export interface IssuerSettings {
  /** Settings of the broker, as texts. */
  readonly broker: Readonly<Record<string, string>>
  readonly logFile: string
}
