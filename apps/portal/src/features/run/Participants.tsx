import type { Run } from '../../api/run-model.ts'
import { formatBytes } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Copyable, CopyableDid } from '../../ui/Copyable.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import { Mark, type Tone } from '../../ui/Mark.tsx'
import { Scroll } from '../../ui/Scroll.tsx'

const looks: Readonly<Record<string, { readonly tone: Tone; readonly icon: IconName }>> = {
  joined: { tone: 'good', icon: 'check' },
  done: { tone: 'good', icon: 'check' },
  silent: { tone: 'warn', icon: 'clock' },
  left: { tone: 'quiet', icon: 'dash' },
}

/** Who takes part, under which agreement, and how much left each of them. */
export function Participants({ run }: { readonly run: Run }) {
  const { t, say, label } = useI18n()
  const stateOf = (state: string) =>
    run.state === 'COMPLETED' && state === 'joined' ? 'done' : state
  return (
    <Scroll label={t('run.participants')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('run.owner')}</th>
            <th scope="col">{t('run.state')}</th>
            <th scope="col">{t('run.agreement')}</th>
            <th scope="col">{t('run.bytes-out')}</th>
          </tr>
        </thead>
        <tbody>
          {run.participants.map((each) => (
            <tr key={each.did}>
              <td>
                {say(each.name)}
                <br />
                <CopyableDid did={each.did} />
              </td>
              <td>
                <Mark {...(looks[stateOf(each.state)] ?? { tone: 'accent', icon: 'dot' })}>
                  {label('member-state', stateOf(each.state))}
                </Mark>
              </td>
              <td>
                <Copyable text={each.agreementId} head={12} tail={6} />
              </td>
              <td>{each.bytesOut === undefined ? '—' : formatBytes(each.bytesOut)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
