import { paths } from '#components/paths.ts'
import 'server-only'
import type { ReactNode } from 'react'
import { logoImage } from '#components/connect/company-mark.tsx'
import { Frame, type FrameProps } from '#components/connect/frame.tsx'
import { brandCss } from '#components/theme.ts'
import { askedPath } from './area.ts'
import { chooseTheme } from './choose-theme.ts'
import { chooseLanguage } from './languages/choose-language.ts'
import { isEnglishOnly } from './languages/language.ts'
import { readSession } from './people/session.ts'
import { signOut } from './people/sign-out.ts'
import { getPublicSettings } from './settings.ts'
import { readTheme } from './theme.ts'

const homes = {
  account: { href: paths.connections, label: 'connections' },
  operator: { href: paths.overview, label: 'dashboard' },
} as const

/** The frame of a seller's page, filled with the company and the signed-in person. */
export async function SellerFrame({ width, children }: { width?: FrameProps['width']; children: ReactNode }) {
  const settings = await getPublicSettings()
  const { companyName, supportEmail } = settings
  const session = await readSession()
  return (
    <Frame
      companyName={companyName}
      logo={logoImage(settings.logo)}
      supportEmail={supportEmail}
      brandCss={brandCss(settings.accent)}
      legal={settings}
      theme={await readTheme()}
      chooseTheme={chooseTheme}
      chooseLanguage={isEnglishOnly(await askedPath()) ? null : chooseLanguage}
      {...(width !== undefined && { width })}
      account={
        session === null ? null : { name: session.person.email, home: homes[session.actor.kind], signOut }
      }
    >
      {children}
    </Frame>
  )
}
