import type { ReactNode } from 'react'
import { chooseTheme } from '#app/_server/choose-theme.ts'
import { readSession } from '#app/_server/session.ts'
import { getPublicSettings } from '#app/_server/settings.ts'
import { signOut } from '#app/_server/sign-out.ts'
import { readTheme } from '#app/_server/theme.ts'
import { ListProvider } from '#components/list/list-provider.tsx'
import { Shell } from '#components/shell/shell.tsx'
import { operatorRoleLabel } from '#lib/people/operator-role.ts'

export default async function Layout({ children }: { children: ReactNode }) {
  const session = await readSession()
  if (session?.actor.kind !== 'operator') return <Outside>{children}</Outside>
  const { role } = session.actor
  return (
    <Shell
      companyName={getPublicSettings().companyName}
      person={{ name: session.person.name, role, roleLabel: operatorRoleLabel(role) }}
      theme={await readTheme()}
      chooseTheme={chooseTheme}
      signOut={signOut}
    >
      <ListProvider>{children}</ListProvider>
    </Shell>
  )
}

/** For whom the page refuses itself: it knows the address to come back to. */
function Outside({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto grid w-full max-w-md flex-1 content-center gap-5 px-5 py-16">{children}</main>
  )
}
