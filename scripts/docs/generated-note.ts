/** Stands at the top of every generated page. */
export const generatedNote =
  'Written by `npm run docs` from the code. Do not edit: `npm run check` compares it with what the code says.'
