import { Link, useLocation } from '@tanstack/react-router'
import { useI18n } from '../i18n/I18n.tsx'
import { Emblem } from './Emblem.tsx'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import styles from './TopBar.module.css'

const pages = [
  { to: '/$locale/datasets', key: 'datasets.title' },
  { to: '/$locale/runs', key: 'runs.title' },
  { to: '/$locale/log', key: 'log.title' },
] as const

/** The way to every page, the other language, the other theme. */
export function TopBar() {
  const { t, locale } = useI18n()
  const href = useLocation({ select: (location) => location.href })
  const other = locale === 'zh' ? 'en' : 'zh'
  return (
    <div className={styles.bar}>
      <a className={styles.skip} href="#main">
        {t('skip')}
      </a>
      <header className={styles.inner}>
        <Link to="/$locale" params={{ locale }} className={styles.brand}>
          <Emblem />
          <span>{t('brand.name')}</span>
        </Link>
        <nav aria-label={t('nav.label')} className={styles.nav}>
          {pages.map((page) => (
            <Link
              key={page.to}
              to={page.to}
              params={{ locale }}
              className={styles.link}
              activeProps={{ 'aria-current': 'page' }}
              activeOptions={{ includeSearch: false }}
            >
              {t(page.key)}
            </Link>
          ))}
        </nav>
        <div className={styles.tools}>
          <ThemeSwitch />
          <a
            className={styles.tool}
            href={href.replace(/^\/(zh|en)/, `/${other}`)}
            hrefLang={other === 'zh' ? 'zh-CN' : 'en'}
            lang={other === 'zh' ? 'zh-CN' : 'en'}
          >
            {other === 'zh' ? '中文' : 'English'}
          </a>
        </div>
      </header>
    </div>
  )
}
