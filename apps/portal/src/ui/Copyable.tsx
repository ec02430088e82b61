import { useEffect, useState } from 'react'
import { shortenMiddle } from '../i18n/format.ts'
import { useI18n } from '../i18n/I18n.tsx'
import styles from './Copyable.module.css'
import { Icon } from './Icon.tsx'

export interface CopyableProps {
  readonly text: string
  readonly head?: number
  readonly tail?: number
}

/** A DID: its last segment tells members apart, what stands between is the same for many. */
export function CopyableDid({ did }: { readonly did: string }) {
  const last = did.split(':').at(-1) ?? ''
  return <Copyable text={did} head={8} tail={Math.min(24, last.length + 1)} />
}

/** An identifier: mono, cut in the middle, the whole of it copied by one press. */
export function Copyable({ text, head, tail }: CopyableProps) {
  const { t } = useI18n()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1_600)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <button
      type="button"
      className={styles.copyable}
      title={text}
      onClick={() => navigator.clipboard?.writeText(text).then(() => setCopied(true))}
    >
      <span className="visually-hidden">{t('copy.action')} </span>
      <span className={styles.text}>{shortenMiddle(text, head, tail)}</span>
      <Icon name={copied ? 'check' : 'copy'} size={12} />
      <span role="status" className="visually-hidden">
        {copied ? t('copy.done') : ''}
      </span>
    </button>
  )
}
