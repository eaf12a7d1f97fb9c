import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { LanguageMenu } from '../languages/language-menu.tsx'
import { useText } from '../languages/text.tsx'
import { SignOutForm } from '../people/sign-out-form.tsx'
import type { Theme } from '../theme.ts'
import { ThemeToggle } from '../ui/theme-toggle.tsx'
import { Toaster } from '../ui/toaster.tsx'
import { CompanyMark, type LogoImage } from './company-mark.tsx'

const widths = {
  column: 'max-w-md sm:px-0',
  /** On wide screens with a second column. */
  split: 'max-w-md sm:px-0 lg:max-w-4xl',
  /** For pages for developers: texts and code need more than a seller's column. */
  wide: 'max-w-3xl',
} as const

/** The links that a company must have on its pages. Null: none. */
export interface Legal {
  readonly imprintUrl: string | null
  readonly privacyUrl: string | null
  readonly termsUrl: string | null
}

export interface FrameProps {
  companyName: string
  logo: LogoImage | null
  supportEmail: string | null
  /** The company's own colors, as a style sheet; empty for ours. */
  brandCss: string
  legal: Legal
  theme: Theme | null
  chooseTheme: (form: FormData) => Promise<void>
  /** Null if the page is in English only. */
  chooseLanguage: ((form: FormData) => Promise<void>) | null
  /** The signed-in person; null for a visitor. */
  account: {
    name: string
    /** Their own page. */
    href: string
    home: { href: string; label: 'connections' | 'dashboard' }
    /** Null if they sign out elsewhere. */
    signOut: (() => Promise<void>) | null
  } | null
  width?: keyof typeof widths
  children: ReactNode
}

/** Every page for sellers: one column, the company on top, help at the end. */
export function Frame({
  companyName,
  logo,
  supportEmail,
  brandCss,
  legal,
  theme,
  chooseTheme,
  chooseLanguage,
  account,
  width = 'column',
  children,
}: FrameProps) {
  const text = useText('frame')
  return (
    <div
      className={clsx(
        // Names of companies, stores and accounts may be one long word.
        'mx-auto flex w-full flex-1 flex-col px-5 wrap-anywhere',
        widths[width],
      )}
    >
      {brandCss !== '' && <style>{brandCss}</style>}
      <header className="grid grid-cols-[minmax(0,1fr)] gap-3 pt-6 sm:pt-12">
        <div className="flex items-center justify-between gap-3">
          <a href="/" className="flex w-fit min-w-0 rounded-md">
            <CompanyMark name={companyName} logo={logo} />
          </a>
          {chooseLanguage !== null && <LanguageMenu action={chooseLanguage} />}
        </div>
        {account !== null && (
          <div className="flex items-center gap-1 border-line border-y py-1.5 text-sm">
            <a
              href={account.href}
              className="me-auto truncate rounded-sm text-ink-muted hover:text-ink hover:underline"
              title={text('account', { email: account.name })}
            >
              <bdi>{account.name}</bdi>
            </a>
            <a
              href={account.home.href}
              className="inline-flex h-7 items-center whitespace-nowrap rounded-md px-2.5 font-medium text-ink-muted hover:bg-sunken hover:text-ink"
            >
              {text(account.home.label)}
            </a>
            {account.signOut !== null && <SignOutForm action={account.signOut} label={text('signOut')} />}
          </div>
        )}
      </header>
      <main className="grid flex-1 content-start gap-8 pt-8 pb-16 text-lg sm:pt-10">{children}</main>
      <footer className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-t py-5 text-ink-muted text-sm">
        <span>
          {supportEmail === null ? (
            text.rich('ask', { company: companyName })
          ) : (
            <>
              {text('questionsAt')}{' '}
              <a
                href={`mailto:${supportEmail}`}
                className="rounded-sm text-accent-ink underline underline-offset-4"
              >
                <bdi>{supportEmail}</bdi>
              </a>
            </>
          )}
        </span>
        <ThemeToggle theme={theme} action={chooseTheme} />
        <LegalLinks legal={legal} />
      </footer>
      {account !== null && <Toaster />}
    </div>
  )
}

function LegalLinks({ legal: { imprintUrl, privacyUrl, termsUrl } }: { legal: Legal }) {
  const text = useText('frame')
  const links = [
    { href: imprintUrl, label: text('imprint') },
    { href: privacyUrl, label: text('privacy') },
    { href: termsUrl, label: text('terms') },
  ].filter(({ href }) => href !== null)
  if (links.length === 0) return null
  return (
    <ul className="flex w-full flex-wrap gap-x-4 gap-y-1">
      {links.map(({ href, label }) => (
        <li key={label}>
          <a href={href ?? ''} className="rounded-sm underline underline-offset-4 hover:text-ink">
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
