import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useI18n } from '../i18n/I18n.tsx'
import { Button } from './Button.tsx'
import { Missing } from './Missing.tsx'
import { Notice } from './Notice.tsx'
import { PageHeader } from './PageHeader.tsx'

/** A page whose data did not come: plain words, the code, the trace id, and a way to try again. */
export function Failure({ error, reset }: ErrorComponentProps) {
  const { t } = useI18n()
  const router = useRouter()
  // After server rendering the error is a plain Error with the same fields, not an ApiFailure.
  const { status, traceId, message } = error as {
    status?: number
    traceId?: string
    message?: string
  }
  if (status === 404) return <Missing />
  return (
    <>
      <PageHeader title={t('failure.title')} lead={t('failure.lead')} />
      <Notice
        icon="warn"
        title={status ? t('failure.code', { code: String(status) }) : t('failure.unreachable')}
      >
        <p>{message}</p>
        {traceId ? <p>{t('failure.trace', { id: traceId })}</p> : null}
        <Button
          onClick={() => {
            reset()
            router.invalidate()
          }}
        >
          {t('failure.retry')}
        </Button>
      </Notice>
    </>
  )
}
