export { DCAT, DCT } from '../namespaces.ts'
export {
  catalogMessage,
  type DatasetMessage,
  datasetMessage,
  parseDataset,
  type RootCatalog,
} from './catalog-codecs.ts'
export {
  type Catalog,
  type DataService,
  type Dataset,
  type Distribution,
  datasetProperties,
  datasetSchema,
  federatedTrainingFormat,
  maximumDatasetsPerPage,
} from './catalog-schemas.ts'
export { fromLanguageTexts, type LanguageText, languageText, toLanguageTexts } from './text.ts'
