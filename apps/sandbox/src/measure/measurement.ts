import type { z } from 'zod'

/** What a measurement came to. Times in milliseconds, sizes in bytes, unless the name says otherwise. */
export interface Outcome {
  readonly pass: boolean
  readonly metrics: Readonly<Record<string, unknown>>
  /** What did the work underneath: the tensor backend, the database, or `node`. */
  readonly backend: string
}

/** What a measurement works with, beside its options. */
export interface Bench {
  /** Tells a person what happens; never on standard output. */
  readonly say: (line: string) => void
  /** Aborts when the person gives up. */
  readonly signal: AbortSignal
}

/** One benchmark or one suite of known answers. Every option takes a value. */
export interface Measurement<Options extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string
  /** One line for the help: what is measured, and when it passes. */
  readonly about: string
  /** Each option with its schema and, as the schema's description, its line in the help. */
  readonly options: z.ZodObject<Options>
  /** Throws DomainFailure for everything foreseen; `input.*` and `data.*` are the caller's to mend. */
  run(bench: Bench, options: z.infer<z.ZodObject<Options>>): Promise<Outcome>
}

/** Keeps the options' types of one measurement while it stands in a list with others. */
export const defineMeasurement = <Options extends z.ZodRawShape>(
  measurement: Measurement<Options>,
): Measurement => measurement as unknown as Measurement
