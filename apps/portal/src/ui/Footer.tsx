import { useI18n } from '../i18n/I18n.tsx'
import styles from './Footer.module.css'

/** What holds for every page. */
export function Footer() {
  const { t } = useI18n()
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <span>{t('footer.promise')}</span>
        <span>{t('footer.zone')}</span>
        <a href="/api/space">{t('footer.machine')}</a>
      </div>
    </footer>
  )
}
