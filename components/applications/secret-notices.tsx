import type { SecretAlarm } from '#lib/applications/secret-alarms.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { secretWords } from './secret-words.ts'

/** Client secrets that need somebody; `mayChange` whoever sees it. */
export function SecretNotices({ alarms, mayChange }: { alarms: readonly SecretAlarm[]; mayChange: boolean }) {
  return alarms.map(({ applicationId, name, age, isOnFallback }) => {
    const { tone, title, next } = secretWords(age)
    return (
      <Notice
        key={applicationId}
        tone={isOnFallback ? 'bad' : tone}
        title={`${name}: ${isOnFallback ? 'Amazon refuses the client secret in force' : lowerFirst(title)}`}
        cause={isOnFallback ? 'Only the one before is accepted, for seven days after the change.' : undefined}
        next={isOnFallback ? 'Put the valid secret in place. No seller notices anything until then.' : next}
        action={
          mayChange && (
            <LinkButton href={`/ops/applications/${applicationId}/secret`} size="small">
              Client secret
            </LinkButton>
          )
        }
      />
    )
  })
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
