import type { ButtonHTMLAttributes } from 'react'
import styles from './Button.module.css'

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { readonly primary?: boolean }

/** The one button of the portal; at most one primary per page. */
export function Button({ primary = false, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={primary ? `${styles.button} ${styles.primary}` : styles.button}
    />
  )
}
