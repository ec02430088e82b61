import { useState } from 'react'
import { useI18n } from '../i18n/I18n.tsx'
import styles from './JsonView.module.css'

export interface JsonViewProps {
  readonly title: string
  readonly value: unknown
  /** Where the same document is served alone. */
  readonly href?: string
}

/** The exact document behind a page, one press away; not drawn before it is asked for. */
export function JsonView({ title, value, href }: JsonViewProps) {
  const { t } = useI18n()
  const [open, setOpen] = useState(false)
  return (
    <details className={styles.view} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard scrolling (WCAG 2.1.1)
        <pre className={styles.text} tabIndex={0}>
          {JSON.stringify(value, undefined, 2)}
        </pre>
      ) : null}
      {href ? (
        <p className={styles.link}>
          <a href={href}>{t('json.alone')}</a>
        </p>
      ) : null}
    </details>
  )
}
