/** Every TypeScript file below the given folders, with its text. */
export function sourceFiles(
  folders?: readonly string[],
): { readonly path: string; readonly text: string }[]

export function isTest(path: string): boolean
