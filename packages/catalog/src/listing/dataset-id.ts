/**
 * Identifiers that an owner may choose for a dataset: a URN, a DOI-like name or a code of its own. They are
 * one segment of an address without any escaping, so that no router or proxy reads something else in them.
 */
export const isDatasetId = (text: string): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9._:~-]{0,199}$/.test(text)
