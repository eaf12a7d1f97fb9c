import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { readDraft } from '#app/_server/forms/read-draft.ts'
import { redirectMarker } from '#app/_server/http/target.ts'
import { currentLanguage, getText } from '#app/_server/languages/language.ts'
import { Words } from '#app/_server/languages/words.tsx'
import { clockCompared, getServices } from '#app/_server/services.ts'
import { getPublicSettings } from '#app/_server/settings.ts'
import { readTheme } from '#app/_server/theme.ts'
import { CleanAddress } from '#components/clean-address.tsx'
import { KeepTyped } from '#components/forms/keep-typed.tsx'
import { DraftProvider } from '#components/forms/use-form.tsx'
import { SimulatedNotice } from '#components/simulated-notice.tsx'
import { themeCss, tokens } from '#components/theme.ts'
import { CompanyNameProvider } from '#components/ui/document-title.tsx'
import { RenderedAtProvider } from '#components/ui/rendered-at.tsx'
import { SteadyScroll } from '#components/ui/steady-scroll.tsx'
import { languages } from '#lib/languages/languages.ts'
import { fontClass } from './fonts.ts'
import './globals.css'

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: tokens.canvas[0] },
    { media: '(prefers-color-scheme: dark)', color: tokens.canvas[1] },
  ],
}

export async function generateMetadata(): Promise<Metadata> {
  const { appUrl, companyName } = await getPublicSettings()
  const text = await getText('frame')
  const description = text('description', { company: companyName })
  const preview = { url: '/preview.png', width: 1_200, height: 630, alt: text('preview') }
  return {
    metadataBase: new URL(appUrl),
    description,
    icons: {
      icon: [
        { url: '/favicon.ico', sizes: '32x32' },
        { url: '/icon.svg', type: 'image/svg+xml' },
      ],
      apple: '/apple-touch-icon.png',
    },
    manifest: '/site.webmanifest',
    // The preview that messengers show for a shared link.
    openGraph: { type: 'website', title: companyName, siteName: companyName, description, images: [preview] },
    twitter: { card: 'summary_large_image', images: [preview] },
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, email: false, address: false },
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await readTheme()
  const { tag, direction } = languages[await currentLanguage()]
  const { companyName, simulated } = await getPublicSettings()
  await clockCompared()
  const { now, realNow } = getServices()
  const renderedAt = now()
  const aheadMs = Math.round((renderedAt.getTime() - realNow().getTime()) / 1_000) * 1_000
  return (
    <html
      lang={tag}
      dir={direction}
      data-theme={theme}
      {...(aheadMs !== 0 && { 'data-clock-ahead-ms': aheadMs })}
      className={fontClass}
    >
      <head>
        <style>{themeCss}</style>
      </head>
      <body className="flex flex-col font-sans antialiased">
        <CleanAddress marker={redirectMarker} />
        <SimulatedNotice simulated={simulated} movedTo={aheadMs === 0 ? null : renderedAt} />
        <KeepTyped />
        <CompanyNameProvider name={companyName}>
          <Words groups={['page']}>
            <RenderedAtProvider at={renderedAt.toISOString()}>
              <SteadyScroll />
              <DraftProvider draft={await readDraft()}>{children}</DraftProvider>
            </RenderedAtProvider>
          </Words>
        </CompanyNameProvider>
      </body>
    </html>
  )
}
