import { type Accent, defaultAccent } from './accent.ts'

export interface ShownLogo {
  readonly digest: string
  readonly width: number
  readonly height: number
}

/** How sellers' pages and emails show the company. */
export interface Branding {
  readonly companyName: string
  /** Null: not configured. */
  readonly supportEmail: string | null
  readonly accent: Accent
  /** The legal notice, and the other links of the footer. */
  readonly imprintUrl: string | null
  readonly privacyUrl: string | null
  readonly termsUrl: string | null
  readonly logo: ShownLogo | null
}

/** The branding of an installation with no settings. */
export const plainBranding = {
  accent: defaultAccent,
  logo: null,
  imprintUrl: null,
  privacyUrl: null,
  termsUrl: null,
} satisfies Partial<Branding>
