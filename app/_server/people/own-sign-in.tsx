import 'server-only'
import { useLanguage, useText } from '#components/languages/text.tsx'
import { paths } from '#components/paths.ts'
import { describeBrowser } from '#components/people/describe-browser.ts'
import { FactorCard } from '#components/people/factor-card.tsx'
import { type ListedSession, PasswordForm, SessionList } from '#components/people/own-sign-in.tsx'
import { PasskeyCard } from '#components/people/passkey-card.tsx'
import { ProviderCard } from '#components/people/provider.tsx'
import { AnchorButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { TimeStamp } from '#components/ui/time.tsx'
import type { Context } from '#lib/context.ts'
import { relativeTimeIn } from '#lib/languages/formats.ts'
import { type OwnIdentity, readOwnIdentity } from '#lib/people/identities.ts'
import { hasPasskeys, listOwnPasskeys } from '#lib/people/passkeys.ts'
import { readOwnFactors } from '#lib/people/second-factor.ts'
import { listSessions } from '#lib/people/sessions.ts'
import { currentArea } from '../area.ts'
import { getText } from '../languages/language.ts'
import { Words } from '../languages/words.tsx'
import { beginOwnApp, createOwnRecoveryCodes, disableOwnApp, enableOwnApp } from './own-factors.ts'
import { addOwnPasskey, beginOwnPasskey, removeOwnPasskey, renameOwnPasskey } from './own-passkeys.ts'
import { changeOwnPassword, confirmOwnPassword, endOwnSessions, unlinkOwnProvider } from './own-sessions.ts'
import { readSignInProblem } from './sign-in-problem.ts'

/**
 * Where the person is signed in, and with what: the same for operators and sellers. `error`: from the page's address.
 */
export async function OwnSignIn({ ctx, error }: { ctx: Context; error: unknown }) {
  const text = await getText('me')
  const problem = await readSignInProblem(error, await currentArea())
  const identity = await readOwnIdentity(ctx)
  const sessions = (await listSessions(ctx)).map((session): ListedSession => {
    const { id, isCurrent, address, userAgent, seenAt } = session
    const browser = describeBrowser(userAgent, text)
    return {
      id,
      isCurrent,
      address,
      userAgent,
      browser,
      lastSeen: <At message="lastSeen" at={seenAt} now={ctx.now()} />,
      signOut: (
        <>
          {text('signOut')}
          <span className="sr-only"> {browser}</span>
        </>
      ),
    }
  })
  return (
    <Words groups={['me', 'passkeys', 'factor']}>
      {problem !== null && <Notice tone="bad" live title={problem.title} next={problem.next} />}
      <SessionList sessions={sessions} end={endOwnSessions} />
      {hasPasskeys(ctx) && <OwnPasskeys ctx={ctx} />}
      <OwnFactor ctx={ctx} />
      {identity !== null && <OwnProvider identity={identity} />}
      {identity?.hasPassword !== false && (
        <Card title={text('password')}>
          <PasswordForm action={changeOwnPassword} />
        </Card>
      )}
    </Words>
  )
}

async function OwnPasskeys({ ctx }: { ctx: Context }) {
  const text = await getText('me')
  const passkeys = (await listOwnPasskeys(ctx)).map(({ id, name, usedAt }) => ({
    id,
    name,
    used: usedAt === null ? text('passkeyUnused') : <At message="passkeyUsed" at={usedAt} now={ctx.now()} />,
  }))
  return (
    <PasskeyCard
      passkeys={passkeys}
      actions={{
        begin: beginOwnPasskey,
        add: addOwnPasskey,
        rename: renameOwnPasskey,
        remove: removeOwnPasskey,
      }}
    />
  )
}

async function OwnFactor({ ctx }: { ctx: Context }) {
  const text = await getText('me')
  const { hasApp, hasPasskey, recoveryCodes } = await readOwnFactors(ctx)
  return (
    <FactorCard
      hasApp={hasApp}
      codesLeft={hasApp || hasPasskey ? text('codesLeft', { count: recoveryCodes }) : null}
      actions={{
        begin: beginOwnApp,
        enable: enableOwnApp,
        disable: disableOwnApp,
        createCodes: createOwnRecoveryCodes,
      }}
    />
  )
}

async function OwnProvider({ identity }: { identity: OwnIdentity }) {
  const { provider, linkedAt, hasPassword, isConfirmed } = identity
  const text = await getText('me')
  const area = await currentArea()
  const wayTo = (purpose: 'link' | 'confirm', label: 'linkProvider' | 'confirmAtProvider') => (
    <AnchorButton href={paths.providerSignIn(area, { purpose })}>{text(label, { provider })}</AnchorButton>
  )
  return (
    <ProviderCard
      state={text(linkedAt === null ? 'providerNotLinked' : 'providerLinked', { provider })}
      link={linkedAt === null ? wayTo('link', 'linkProvider') : null}
      unlink={linkedAt !== null && hasPassword ? unlinkOwnProvider : null}
      proof={isConfirmed ? null : hasPassword ? 'password' : wayTo('confirm', 'confirmAtProvider')}
      confirm={confirmOwnPassword}
    />
  )
}

function At({ message, at, now }: { message: 'lastSeen' | 'passkeyUsed'; at: Date; now: Date }) {
  const text = useText('me')
  const language = useLanguage()
  const iso = at.toISOString()
  const when =
    language === 'en' ? (
      <TimeStamp key="when" at={iso} />
    ) : (
      <time key="when" dateTime={iso}>
        {relativeTimeIn(language, at, now)}
      </time>
    )
  return text.rich(message, { when })
}
