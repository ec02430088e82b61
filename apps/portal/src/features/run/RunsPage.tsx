import { getRouteApi } from '@tanstack/react-router'
import { useI18n } from '../../i18n/I18n.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { RunRow } from './RunRow.tsx'
import styles from './RunsPage.module.css'
import { isUnderWay } from './run-state.ts'

const route = getRouteApi('/$locale/runs')

/** All training runs of the space, those under way first. */
export function RunsPage() {
  const { t } = useI18n()
  const runs = route.useLoaderData()
  const sorted = [...runs].sort(
    (left, right) =>
      Number(isUnderWay(right)) - Number(isUnderWay(left)) ||
      right.startedAt.localeCompare(left.startedAt),
  )
  return (
    <>
      <PageHeader title={t('runs.title')} lead={t('runs.lead')} />
      <div className={styles.list}>
        {sorted.length === 0 ? (
          <Notice title={t('runs.none')}>{t('runs.none.how')}</Notice>
        ) : (
          sorted.map((run) => <RunRow key={run.id} run={run} level="h2" />)
        )}
      </div>
    </>
  )
}
