import type { SecretAlarm } from '#lib/applications/secret-alarms.ts'
import { LinkButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { secretWords } from './secret-words.ts'

/** A client secret that needs somebody; `mayChange` whoever sees it. */
export function SecretNotice({
  alarm: { applicationId, name, age, isOnPreviousSecret },
  mayChange,
}: {
  alarm: SecretAlarm
  mayChange: boolean
}) {
  const { tone, title, cause, next } = secretWords(age, isOnPreviousSecret)
  return (
    <Notice
      tone={tone}
      title={`${name}: ${isOnPreviousSecret ? title : lowerFirst(title)}`}
      cause={cause}
      next={next}
      action={
        mayChange && (
          <LinkButton href={`/ops/applications/${applicationId}/secret`} size="small">
            Client secret
          </LinkButton>
        )
      }
    />
  )
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
