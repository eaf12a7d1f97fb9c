import type { ReactNode } from 'react'
import { chooseTheme } from '#app/_server/choose-theme.ts'
import { chooseTimeFormat } from '#app/_server/choose-time-format.ts'
import { Confirmable } from '#app/_server/people/confirmable.tsx'
import { readSession } from '#app/_server/people/session.ts'
import { signOut } from '#app/_server/people/sign-out.ts'
import { getServices } from '#app/_server/services.ts'
import { getPublicSettings } from '#app/_server/settings.ts'
import { readTheme } from '#app/_server/theme.ts'
import { readTimeFormat } from '#app/_server/time-format.ts'
import { ScenarioOutcome } from '#components/demo/scenario-outcome.tsx'
import { ListProvider } from '#components/list/list-provider.tsx'
import { LiveProvider } from '#components/live/live-provider.tsx'
import { SignedOut } from '#components/live/signed-out.tsx'
import { signedOutWords } from '#components/live/signed-out-words.ts'
import { paths } from '#components/paths.ts'
import { SignOutForm } from '#components/people/sign-out-form.tsx'
import { Shell } from '#components/shell/shell.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { TimeFormatProvider } from '#components/ui/time.tsx'
import { Toaster } from '#components/ui/toaster.tsx'
import { operatorRoleLabel } from '#lib/people/operator-role.ts'

export default async function Layout({ children }: { children: ReactNode }) {
  const session = await readSession()
  if (session?.actor.kind !== 'operator') return <Outside>{children}</Outside>
  const { role, personId, lacksFactor } = session.actor
  if (lacksFactor)
    return (
      <main className="mx-auto grid w-full max-w-2xl gap-5 px-5 py-16">
        <Notice
          tone="due"
          title="Your role requires a second factor"
          next="Add a passkey or an authenticator app. Then you can continue."
          action={<SignOutForm action={signOut} />}
        />
        <Confirmable>{children}</Confirmable>
      </main>
    )
  return (
    <LiveProvider url={paths.liveEvents}>
      <TimeFormatProvider chosen={await readTimeFormat()}>
        <Shell
          companyName={(await getPublicSettings()).companyName}
          person={{ id: personId, name: session.person.name, role, roleLabel: operatorRoleLabel(role) }}
          theme={await readTheme()}
          chooseTheme={chooseTheme}
          chooseTimeFormat={chooseTimeFormat}
          signOut={signOut}
        >
          <SignedOut {...signedOutWords} />
          <Toaster />
          <Confirmable>
            <ScenarioOutcomeOfDemo />
            <ListProvider>{children}</ListProvider>
          </Confirmable>
        </Shell>
      </TimeFormatProvider>
    </LiveProvider>
  )
}

/** Nothing outside the demo. */
function ScenarioOutcomeOfDemo() {
  const { demo } = getServices()
  return demo === null ? null : <ScenarioOutcome simulator={demo.simulator} />
}

/** For a visitor whom the page refuses: it knows the address to come back to. */
function Outside({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto grid w-full max-w-md flex-1 content-center gap-5 px-5 py-16">{children}</main>
  )
}
