import type { ColumnProfile } from '../../api/model.ts'
import { RangeBar } from '../../charts/RangeBar.tsx'
import { ShareBar } from '../../charts/ShareBar.tsx'
import { formatShare } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Tag } from '../../ui/Mark.tsx'
import { Scroll } from '../../ui/Scroll.tsx'
import styles from './SchemaTable.module.css'

const shownCategories = 6

/** The columns as the owner's connector measured them where the table lies. */
export function SchemaTable({ columns }: { readonly columns: readonly ColumnProfile[] }) {
  const { t, label, locale } = useI18n()
  return (
    <Scroll label={t('schema.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('schema.column')}</th>
            <th scope="col">{t('schema.kind')}</th>
            <th scope="col">{t('schema.missing')}</th>
            <th scope="col">{t('schema.distinct')}</th>
            <th scope="col">{t('schema.values')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.name}>
              <th scope="row" className={styles.name}>
                {column.name}
                {column.excluded ? (
                  <span className={styles.excluded}>{label('excluded', column.excluded)}</span>
                ) : null}
              </th>
              <td>
                {label('kind', column.kind)}
                {column.unit ? <span className={styles.unit}> {column.unit}</span> : null}
              </td>
              <td className={styles.missing}>
                <ShareBar share={column.missingShare} />
                {formatShare(column.missingShare)}
              </td>
              <td>{column.distinct === undefined ? '' : column.distinct.toLocaleString(locale)}</td>
              <td>
                <Range column={column} />
                {column.categories ? <Categories values={column.categories} /> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function Range({ column: { range } }: { readonly column: ColumnProfile }) {
  if (range === undefined) return null
  const [low, high] = 'low' in range ? [range.low, range.high] : range
  return <RangeBar low={low} high={high} />
}

function Categories({ values }: { readonly values: readonly string[] }) {
  const { t } = useI18n()
  return (
    <span className={styles.categories}>
      {values.slice(0, shownCategories).map((value) => (
        <Tag key={value}>{value}</Tag>
      ))}
      {values.length > shownCategories ? (
        <span>{t('schema.more', { n: values.length - shownCategories })}</span>
      ) : null}
    </span>
  )
}
