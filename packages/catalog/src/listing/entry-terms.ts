import { datasetProperties } from '@lianshu/protocol/dcat'
import { LIANSHU } from '@lianshu/protocol/odrl'

/** Where each fact of an entry stands: in a standard vocabulary when it has the word, else in ours. */
export const entryTerms = {
  title: datasetProperties.title,
  description: datasetProperties.description,
  keyword: datasetProperties.keyword,
  publisher: datasetProperties.publisher,
  modified: datasetProperties.modified,
  industry: `${LIANSHU}industry`,
  scenario: `${LIANSHU}scenario`,
  task: `${LIANSHU}task`,
  modality: `${LIANSHU}modality`,
  level: `${LIANSHU}securityLevel`,
  region: `${LIANSHU}region`,
  simulated: `${LIANSHU}simulated`,
  release: `${LIANSHU}release`,
  size: `${LIANSHU}size`,
  facts: `${LIANSHU}facts`,
  profile: `${LIANSHU}tableProfile`,
  /** Detached JWS of the owner over the canonical entry without this property. */
  proof: `${LIANSHU}proof`,
} as const
