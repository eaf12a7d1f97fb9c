import { paths } from '#components/paths.ts'
import 'server-only'
import type { ReactNode } from 'react'
import { logoImage } from '#components/connect/company-mark.tsx'
import { Frame, type FrameProps } from '#components/connect/frame.tsx'
import { brandCss } from '#components/theme.ts'
import { askedPath, currentArea } from './area.ts'
import { chooseTheme } from './choose-theme.ts'
import { chooseLanguage } from './languages/choose-language.ts'
import { isEnglishOnly } from './languages/language.ts'
import { readOperatorSession, readSession } from './people/session.ts'
import { signOut } from './people/sign-out.ts'
import { getPublicSettings } from './settings.ts'
import { readTheme } from './theme.ts'

/** The frame of a seller's page, filled with the company and the signed-in person. */
export async function SellerFrame({ width, children }: { width?: FrameProps['width']; children: ReactNode }) {
  const settings = await getPublicSettings()
  const { companyName, supportEmail } = settings
  const isEnglish = isEnglishOnly(await askedPath())
  return (
    <Frame
      companyName={companyName}
      logo={logoImage(settings.logo)}
      supportEmail={supportEmail}
      brandCss={brandCss(settings.accent)}
      legal={settings}
      theme={await readTheme()}
      chooseTheme={chooseTheme}
      chooseLanguage={isEnglish ? null : chooseLanguage}
      {...(width !== undefined && { width })}
      account={(isEnglish ? await readOperator() : null) ?? (await readAccount())}
    >
      {children}
    </Frame>
  )
}

/** The way back for an operator, whom the dashboard's links led to a page in English outside of it. */
async function readOperator(): Promise<FrameProps['account']> {
  const session = await readOperatorSession()
  return (
    session && {
      name: session.person.email,
      href: paths.ownProfile,
      home: { href: paths.overview, label: 'dashboard' },
      // It ends the session of the page's area.
      signOut: (await currentArea()) === 'operators' ? signOut : null,
    }
  )
}

async function readAccount(): Promise<FrameProps['account']> {
  const session = await readSession()
  return (
    session && {
      name: session.person.email,
      href: paths.ownAccount,
      home: { href: paths.connections, label: 'connections' },
      signOut,
    }
  )
}
