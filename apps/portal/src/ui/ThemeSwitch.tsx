import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useI18n } from '../i18n/I18n.tsx'
import type { Theme } from '../routes/context.ts'
import { Icon } from './Icon.tsx'
import styles from './ThemeSwitch.module.css'
import { chooseTheme } from './theme.ts'
import { useHydrated } from './useHydrated.ts'

const following: Readonly<Record<Theme, Theme>> = { auto: 'light', light: 'dark', dark: 'auto' }

/** Goes round: as the system, light, dark. */
export function ThemeSwitch() {
  const { t } = useI18n()
  const isReady = useHydrated()
  const [theme, setTheme] = useState(useRouter().options.context.theme)
  const name = { auto: t('theme.auto'), light: t('theme.light'), dark: t('theme.dark') }[theme]
  return (
    <button
      type="button"
      className={styles.switch}
      aria-label={t('theme.label', { theme: name })}
      title={t('theme.label', { theme: name })}
      disabled={!isReady}
      onClick={() => {
        chooseTheme(following[theme])
        setTheme(following[theme])
      }}
    >
      <Icon name={theme} />
    </button>
  )
}
