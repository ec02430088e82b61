import type { TrainingPlan } from '@lianshu/protocol/rounds'
import type { Run } from '../../api/run-model.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Scroll } from '../../ui/Scroll.tsx'
import styles from './Evaluation.module.css'

/** More classes than this make a table that nobody reads. */
const shownClasses = 8

/** Which classes the model takes for which, in rows; nothing for a regression. */
export function Confusion({ run }: { readonly run: Run }) {
  const { t, locale } = useI18n()
  const rows = run.evaluation?.metrics.confusion as readonly (readonly number[])[] | undefined
  if (!rows || rows.length > shownClasses) return null
  const { target } = (run.plan ?? {}) as Partial<TrainingPlan>
  const nameOf = (index: number) =>
    (target?.kind === 'classes' ? target.classes[index] : undefined) ?? String(index)
  return (
    <Scroll label={t('confusion.title')}>
      <table className={styles.confusion}>
        <caption>{t('confusion.title')}</caption>
        <thead>
          <tr>
            <td />
            {rows.map((_, index) => (
              <th key={nameOf(index)} scope="col">
                {t('confusion.predicted', { name: nameOf(index) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={nameOf(index)}>
              <th scope="row">{t('confusion.true', { name: nameOf(index) })}</th>
              {row.map((count, column) => (
                <td key={nameOf(column)} className={index === column ? styles.hit : undefined}>
                  {count.toLocaleString(locale)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
