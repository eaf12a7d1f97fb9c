import { paths } from '#components/paths.ts'
import 'server-only'
import type { ReactNode } from 'react'
import { Frame } from '#components/connect/frame.tsx'
import { askedPath } from './area.ts'
import { chooseLanguage } from './choose-language.ts'
import { chooseTheme } from './choose-theme.ts'
import { isEnglishOnly } from './language.ts'
import { readSession } from './session.ts'
import { getPublicSettings } from './settings.ts'
import { signOut } from './sign-out.ts'
import { readTheme } from './theme.ts'

const homes = {
  account: { href: paths.connections, label: 'connections' },
  operator: { href: paths.overview, label: 'dashboard' },
} as const

/** The frame of a seller's page, filled with who asks and who is signed in. */
export async function SellerFrame({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  const { companyName, supportEmail } = getPublicSettings()
  const session = await readSession()
  return (
    <Frame
      companyName={companyName}
      supportEmail={supportEmail}
      theme={await readTheme()}
      chooseTheme={chooseTheme}
      chooseLanguage={isEnglishOnly(await askedPath()) ? null : chooseLanguage}
      wide={wide}
      account={
        session === null ? null : { name: session.person.email, home: homes[session.actor.kind], signOut }
      }
    >
      {children}
    </Frame>
  )
}
