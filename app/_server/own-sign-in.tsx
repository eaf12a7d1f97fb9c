import 'server-only'
import { useLanguage, useText } from '#components/languages/text.tsx'
import { describeBrowser } from '#components/people/describe-browser.ts'
import { type ListedSession, PasswordForm, SessionList } from '#components/people/own-sign-in.tsx'
import { Card } from '#components/ui/card.tsx'
import { TimeStamp } from '#components/ui/time.tsx'
import type { Context } from '#lib/context.ts'
import { relativeTimeIn } from '#lib/languages/formats.ts'
import { listSessions } from '#lib/people/sessions.ts'
import { getText } from './language.ts'
import { changeOwnPassword, endOwnSessions } from './own-sessions.ts'
import { Words } from './words.tsx'

/** Where the person is signed in, and their password: the same for operators and sellers. */
export async function OwnSignIn({ ctx }: { ctx: Context }) {
  const text = await getText('me')
  const sessions = (await listSessions(ctx)).map((session): ListedSession => {
    const { id, isCurrent, address, userAgent, seenAt } = session
    const browser = describeBrowser(userAgent, text)
    return {
      ...{ id, isCurrent, address, userAgent, browser },
      lastSeen: <LastSeen at={seenAt} now={ctx.now()} />,
      signOut: (
        <>
          {text('signOut')}
          <span className="sr-only"> {browser}</span>
        </>
      ),
    }
  })
  return (
    <Words groups={['me']}>
      <SessionList sessions={sessions} end={endOwnSessions} />
      <Card title={text('password')}>
        <PasswordForm action={changeOwnPassword} />
      </Card>
    </Words>
  )
}

function LastSeen({ at, now }: { at: Date; now: Date }) {
  const text = useText('me')
  const language = useLanguage()
  const iso = at.toISOString()
  const when =
    language === 'en' ? (
      <TimeStamp key="when" at={iso} renderedAt={now.toISOString()} />
    ) : (
      <time key="when" dateTime={iso}>
        {relativeTimeIn(language, at, now)}
      </time>
    )
  return text.rich('lastSeen', { when })
}
