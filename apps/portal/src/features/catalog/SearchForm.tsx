import { getRouteApi } from '@tanstack/react-router'
import { facetNames } from '../../api/model.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import styles from './SearchForm.module.css'

const route = getRouteApi('/$locale/datasets')

/** A plain GET form, so that search works before and without any script. */
export function SearchForm() {
  const { t, locale } = useI18n()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not yet known to every screen reader
    <form
      role="search"
      className={styles.form}
      method="get"
      action={`/${locale}/datasets`}
      onSubmit={(event) => {
        event.preventDefault()
        const q = String(new FormData(event.currentTarget).get('q') ?? '').trim()
        navigate({ search: { ...search, q: q || undefined, page: undefined } })
      }}
    >
      <label htmlFor="q" className={styles.label}>
        {t('datasets.search.label')}
      </label>
      <span className={styles.field}>
        <Icon name="search" />
        <input
          id="q"
          name="q"
          type="search"
          defaultValue={search.q ?? ''}
          key={search.q ?? ''}
          placeholder={t('datasets.search.example')}
          maxLength={200}
          enterKeyHint="search"
        />
      </span>
      {facetNames.map((name) =>
        search[name] ? <input key={name} type="hidden" name={name} value={search[name]} /> : null,
      )}
      <Button type="submit" primary>
        {t('datasets.search.action')}
      </Button>
    </form>
  )
}
