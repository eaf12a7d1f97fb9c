import type { ReactNode } from 'react'
import { chooseTheme } from '#app/_server/choose-theme.ts'
import { readSession } from '#app/_server/session.ts'
import { getPublicSettings } from '#app/_server/settings.ts'
import { signOut } from '#app/_server/sign-out.ts'
import { readTheme } from '#app/_server/theme.ts'
import { QueryProvider } from '#components/ops/query-provider.tsx'
import { Shell } from '#components/ops/shell.tsx'

/** The shell, for operators. Whoever else comes gets no shell: the page sends them away. */
export default async function Layout({ children }: { children: ReactNode }) {
  const session = await readSession()
  if (session?.actor.kind !== 'operator') return children
  const { companyName } = await getPublicSettings()
  return (
    <Shell
      companyName={companyName}
      person={{ name: session.person.name, role: session.actor.role }}
      theme={await readTheme()}
      chooseTheme={chooseTheme}
      signOut={signOut}
    >
      <QueryProvider>{children}</QueryProvider>
    </Shell>
  )
}
