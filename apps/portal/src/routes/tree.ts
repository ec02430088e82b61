import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  notFound,
} from '@tanstack/react-router'
import { facetNames } from '../api/model.ts'
import { isLocale, loadCatalog } from '../i18n/catalog.ts'
import type { RouterContext } from './context.ts'
import { Document } from './Document.tsx'
import { Frame } from './Frame.tsx'
import { pageHead } from './head.ts'
import { loadHome, loadLog, orNotFound } from './loaders.ts'

const root = createRootRouteWithContext<RouterContext>()({ component: Document })

const locale = createRoute({
  getParentRoute: () => root,
  path: '/$locale',
  beforeLoad: async ({ params }) => {
    if (!isLocale(params.locale)) throw notFound()
    await loadCatalog(params.locale)
  },
  component: Frame,
})

const home = createRoute({
  getParentRoute: () => locale,
  path: '/',
  loader: ({ context }) => loadHome(context.api),
  head: ({ params, loaderData }) => pageHead(params.locale, 'home.title', loaderData?.space.name),
  component: lazyRouteComponent(() => import('../features/home/HomePage.tsx'), 'HomePage'),
})

const datasets = createRoute({
  getParentRoute: () => locale,
  path: '/datasets',
  validateSearch: (search: Record<string, unknown>) =>
    pickTexts(search, ['q', ...facetNames, 'page']),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => context.api.listings(deps),
  head: ({ params }) => pageHead(params.locale, 'datasets.title'),
  component: lazyRouteComponent(
    () => import('../features/catalog/DatasetsPage.tsx'),
    'DatasetsPage',
  ),
})

const dataset = createRoute({
  getParentRoute: () => locale,
  path: '/datasets/$id',
  loader: ({ context, params }) => orNotFound(context.api.listing(params.id)),
  head: ({ params, loaderData }) => pageHead(params.locale, 'datasets.title', loaderData?.title),
  component: lazyRouteComponent(() => import('../features/dataset/DatasetPage.tsx'), 'DatasetPage'),
})

const demand = createRoute({
  getParentRoute: () => locale,
  path: '/demands/$id',
  loader: ({ context, params }) => orNotFound(context.api.demand(params.id)),
  head: ({ params }) => pageHead(params.locale, 'demand.title'),
  component: lazyRouteComponent(() => import('../features/demand/DemandPage.tsx'), 'DemandPage'),
})

const runs = createRoute({
  getParentRoute: () => locale,
  path: '/runs',
  loader: ({ context }) => context.api.runs(),
  head: ({ params }) => pageHead(params.locale, 'runs.title'),
  component: lazyRouteComponent(() => import('../features/run/RunsPage.tsx'), 'RunsPage'),
})

const run = createRoute({
  getParentRoute: () => locale,
  path: '/runs/$id',
  loader: ({ context, params }) => orNotFound(context.api.run(params.id)),
  head: ({ params, loaderData }) => pageHead(params.locale, 'runs.title', loaderData?.target),
  component: lazyRouteComponent(() => import('../features/run/RunPage.tsx'), 'RunPage'),
})

const log = createRoute({
  getParentRoute: () => locale,
  path: '/log',
  validateSearch: (search: Record<string, unknown>) => pickTexts(search, ['node', 'from']),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => loadLog(context.api, deps),
  head: ({ params }) => pageHead(params.locale, 'log.title'),
  component: lazyRouteComponent(() => import('../features/log/LogPage.tsx'), 'LogPage'),
})

export const routeTree = root.addChildren([
  locale.addChildren([home, datasets, dataset, demand, runs, run, log]),
])

/** Keeps the named parameters that are non-empty text: a URL is foreign input. */
function pickTexts<Name extends string>(
  search: Record<string, unknown>,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const picked: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const value = search[name]
    if (typeof value === 'string' && value !== '') picked[name] = value.slice(0, 500)
  }
  return picked
}
