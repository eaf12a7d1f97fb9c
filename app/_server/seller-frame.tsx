import 'server-only'
import type { ReactNode } from 'react'
import { Frame } from '#components/connect/frame.tsx'
import { chooseTheme } from './choose-theme.ts'
import { readSession } from './session.ts'
import { getPublicSettings } from './settings.ts'
import { signOut } from './sign-out.ts'
import { readTheme } from './theme.ts'

/** The frame of a seller's page, filled with who asks and who is signed in. */
export async function SellerFrame({ children }: { children: ReactNode }) {
  const { companyName, supportEmail } = getPublicSettings()
  const session = await readSession()
  return (
    <Frame
      companyName={companyName}
      supportEmail={supportEmail}
      theme={await readTheme()}
      chooseTheme={chooseTheme}
      account={session === null ? null : { name: session.person.email, signOut }}
    >
      {children}
    </Frame>
  )
}
