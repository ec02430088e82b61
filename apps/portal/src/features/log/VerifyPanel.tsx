import { useI18n } from '../../i18n/I18n.tsx'
import { Button } from '../../ui/Button.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useHydrated } from '../../ui/useHydrated.ts'
import type { Verification } from './useVerification.ts'
import styles from './VerifyPanel.module.css'

export interface VerifyPanelProps {
  readonly verification: Verification
  readonly start: () => void
}

/** The check as a list of steps that turn good one by one, or say exactly where the log breaks. */
export function VerifyPanel({ verification, start }: VerifyPanelProps) {
  const { t, say } = useI18n()
  const isReady = useHydrated()
  const { status, fetched, total, leaves, brokenAt, steps } = verification
  const leavesDone = total > 0 && leaves === total
  return (
    <div className={styles.panel}>
      <Button primary onClick={start} disabled={!isReady || status === 'running'}>
        {t(
          status === 'idle'
            ? 'verify.start'
            : status === 'running'
              ? 'verify.running'
              : 'verify.again',
        )}
      </Button>
      {status === 'idle' ? null : (
        <ol className={styles.steps}>
          <Step state={fetched === total && total > 0 ? 'good' : 'busy'}>
            {t('verify.fetched', { n: fetched, of: total })}
          </Step>
          <Step state={brokenAt !== undefined ? 'bad' : leavesDone ? 'good' : 'busy'}>
            {brokenAt === undefined
              ? t('verify.leaves', { n: leaves, of: total })
              : t('verify.broken', { index: String(brokenAt) })}
          </Step>
          {steps.map((step) => (
            <Step key={step.name} state={stateOf(step)}>
              {stateOf(step) === 'bad'
                ? say(step.words)
                : stateOf(step) === 'none'
                  ? t('verify.unwitnessed')
                  : t(`verify.step.${step.name}`, { n: step.count })}
            </Step>
          ))}
        </ol>
      )}
      <p role="status" className={styles[status]}>
        {status === 'good' ? t('verify.good') : null}
        {status === 'bad' ? t('verify.bad') : null}
        {status === 'unavailable' ? t('verify.unavailable') : null}
      </p>
    </div>
  )
}

type StepState = 'good' | 'bad' | 'busy' | 'none'
const icons: Readonly<Record<StepState, IconName>> = {
  ...{ good: 'check', bad: 'cross', busy: 'clock', none: 'dash' },
}

/** No witness at all proves nothing: that must not look like a check that was passed. */
const stateOf = ({ name, ok, count }: Verification['steps'][number]): StepState => {
  if (!ok) return 'bad'
  return name === 'witnesses' && count === 0 ? 'none' : 'good'
}

function Step({ state, children }: { readonly state: StepState; readonly children: string }) {
  const { t } = useI18n()
  return (
    <li className={styles[state]}>
      <Icon name={icons[state]} />
      <span className="visually-hidden">{t(`verify.state.${state}`)}</span>
      <span className={styles.words}>{children}</span>
    </li>
  )
}
