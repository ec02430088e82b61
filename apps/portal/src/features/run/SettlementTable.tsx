import type { Run } from '../../api/run-model.ts'
import { ShareBar } from '../../charts/ShareBar.tsx'
import { formatFen, formatShare } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Scroll } from '../../ui/Scroll.tsx'
import { isUnderWay } from './run-state.ts'
import styles from './SettlementTable.module.css'

/** What each owner gets, in fen that add up to the total exactly. */
export function SettlementTable({ run }: { readonly run: Run }) {
  const { t, say, locale } = useI18n()
  const { settlement } = run
  if (!settlement) {
    return (
      <Notice
        icon="clock"
        title={t(isUnderWay(run) ? 'run.settlement.waiting' : 'run.settlement.none')}
      />
    )
  }
  const partOf = (fen: number) => (settlement.totalFen === 0 ? 0 : fen / settlement.totalFen)
  return (
    <Scroll label={t('run.settlement')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('run.owner')}</th>
            <th scope="col">{t('run.settlement.rows')}</th>
            <th scope="col">{t('run.share')}</th>
            <th scope="col">{t('run.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {settlement.shares.map((share) => (
            <tr key={share.did}>
              <td>{say(share.name)}</td>
              <td>{share.rows.toLocaleString(locale)}</td>
              <td className={styles.share}>
                <ShareBar share={partOf(share.fen)} width={96} />
                {formatShare(partOf(share.fen))}
              </td>
              <td>{formatFen(share.fen, locale)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('run.total')}</th>
            <td>
              {settlement.shares.reduce((sum, share) => sum + share.rows, 0).toLocaleString(locale)}
            </td>
            <td />
            <td>
              <strong>{formatFen(settlement.totalFen, locale)}</strong>
            </td>
          </tr>
        </tfoot>
      </table>
    </Scroll>
  )
}
