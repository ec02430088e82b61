/** What a person could do with a process; each is a step of the management interface. */
export type Act = 'offer' | 'proceed' | 'terminate' | 'start' | 'suspend' | 'complete'

/** In this state do that. */
export type Step = readonly [state: string, act: Act]

export type Kind = 'negotiations' | 'transfers'

/** What to do in the process about a dataset; a dataset without a script decides by itself. */
export type Scripts = Readonly<Record<Kind, ReadonlyMap<string, readonly Step[]>>>

/** A table of test numbers as the datasets `<prefix>0101`, `<prefix>0102` …, one a test. */
export const scriptsOf = (
  prefix: string,
  table: Readonly<Record<string, readonly Step[]>>,
): [string, readonly Step[]][] =>
  Object.entries(table).map(([test, steps]) => [datasetOf(prefix, test), steps])

/** `ACN0102` for `('ACN', '01-02')`. */
export const datasetOf = (prefix: string, test: string): string => prefix + test.replace('-', '')
