import { Outlet, useParams } from '@tanstack/react-router'
import { isLocale } from '../i18n/catalog.ts'
import { I18nProvider } from '../i18n/I18n.tsx'
import { Footer } from '../ui/Footer.tsx'
import { TopBar } from '../ui/TopBar.tsx'
import styles from './Frame.module.css'

/** What stands around every page. */
export function Frame() {
  const { locale } = useParams({ from: '/$locale' })
  if (!isLocale(locale)) return null
  return (
    <I18nProvider locale={locale}>
      <div className={styles.frame}>
        <TopBar />
        <main id="main" className={styles.main} tabIndex={-1}>
          <Outlet />
        </main>
        <Footer />
      </div>
    </I18nProvider>
  )
}
