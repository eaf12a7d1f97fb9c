import { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import type { Database } from '../database/pool.ts'
import { AppError } from '../errors.ts'
import { isPlainLine } from '../storable-text.ts'
import { type BrandingRow, findBranding, findLogo, lockBranding, writeBranding } from '../store/branding.ts'
import { createRunningDigest } from '../vault/digest.ts'
import { type Accent, checkAccent, defaultAccent, parseColor } from './accent.ts'
import { type Branding, plainBranding, type ShownLogo } from './defaults.ts'
import { parseLogo } from './parse-logo.ts'

/** Stored values override the environment's. Needs no scope: every page shows them. */
export async function readBranding(db: Database, defaults: Branding): Promise<Branding> {
  const row = await findBranding(db)
  return row === null ? defaults : brandingOf(row, defaults)
}

/** The context with the company as its sellers know it. */
export async function withBranding<Ctx extends Pick<Context, 'db' | 'settings'>>(ctx: Ctx): Promise<Ctx> {
  return { ...ctx, settings: { ...ctx.settings, ...(await readBranding(ctx.db, ctx.settings)) } }
}

function brandingOf(row: BrandingRow, defaults: Branding): Branding {
  const { accentLight: light, accentDark: dark, logoDigest, logoWidth: width, logoHeight: height } = row
  return {
    companyName: row.companyName ?? defaults.companyName,
    supportEmail: row.supportEmail ?? defaults.supportEmail,
    accent: light === null || dark === null ? defaults.accent : { light, dark },
    imprintUrl: row.imprintUrl,
    privacyUrl: row.privacyUrl,
    termsUrl: row.termsUrl,
    logo:
      logoDigest === null || width === null || height === null ? null : { digest: logoDigest, width, height },
  }
}

/** The values that administrators edit: empty where the default applies. */
export interface BrandingForm {
  readonly companyName: string
  readonly supportEmail: string
  readonly accentLight: string
  readonly accentDark: string
  readonly imprintUrl: string
  readonly privacyUrl: string
  readonly termsUrl: string
}

export const brandingFields = [
  ...['companyName', 'supportEmail', 'accentLight', 'accentDark'],
  ...['imprintUrl', 'privacyUrl', 'termsUrl'],
] as readonly string[] as readonly (keyof BrandingForm)[]

/** `seenAt`: the version; empty until something is stored. */
export async function readBrandingForm(
  ctx: Context,
): Promise<{ readonly stored: BrandingForm; readonly seenAt: string; readonly logo: ShownLogo | null }> {
  requireScope(ctx, 'branding:manage')
  const row = await findBranding(ctx.db)
  const { accent } = plainBranding
  return {
    stored: {
      companyName: row?.companyName ?? '',
      supportEmail: row?.supportEmail ?? '',
      accentLight: row?.accentLight ?? accent.light,
      accentDark: row?.accentDark ?? accent.dark,
      imprintUrl: row?.imprintUrl ?? '',
      privacyUrl: row?.privacyUrl ?? '',
      termsUrl: row?.termsUrl ?? '',
    },
    seenAt: versionOf(row),
    logo: row === null ? null : brandingOf(row, ctx.settings).logo,
  }
}

/** How an edit changes the logo. */
export type LogoChange = 'keep' | 'remove' | Uint8Array

/** Stores all of it. If two administrators save, the second is refused. */
export async function changeBranding(
  ctx: Context,
  seenAt: string,
  form: BrandingForm,
  logo: LogoChange,
): Promise<void> {
  requireScope(ctx, 'branding:manage')
  const facts = parseBranding(form)
  const changedLogo = parseLogoChange(logo)
  await inTransaction(ctx, async (tx) => {
    const present = await lockBranding(tx.db)
    if (versionOf(present) !== seenAt) throw new AppError('settings_changed')
    // Two changes within a millisecond are two versions.
    const updatedAt = new Date(Math.max(tx.now().getTime(), (present?.updatedAt.getTime() ?? 0) + 1))
    await writeBranding(tx.db, { ...facts, ...changedLogo, updatedAt })
    await recordAudit(
      tx,
      'branding.changed',
      { kind: 'installation', id: 'branding' },
      { ...facts, logo: typeof logo === 'string' ? logo : 'replaced' },
    )
  })
}

/** The image, as a browser gets it. */
export function readLogo(db: Database) {
  return findLogo(db)
}

function versionOf(row: BrandingRow | null): string {
  return row === null ? '' : row.updatedAt.toISOString()
}

function parseBranding(form: BrandingForm) {
  const accent = { light: parseAccent(form, 'light'), dark: parseAccent(form, 'dark') }
  const isDefault = accent.light === defaultAccent.light && accent.dark === defaultAccent.dark
  return {
    companyName: parseCompanyName(form.companyName),
    supportEmail: parseSupportEmail(form.supportEmail),
    accentLight: isDefault ? null : accent.light,
    accentDark: isDefault ? null : accent.dark,
    imprintUrl: parseLink(form, 'imprintUrl'),
    privacyUrl: parseLink(form, 'privacyUrl'),
    termsUrl: parseLink(form, 'termsUrl'),
  }
}

/** As long as the environment allows. */
const longestName = 80

function parseCompanyName(text: string): string | null {
  const name = text.normalize('NFC').trim().replace(/\s+/g, ' ')
  if ([...name].length > longestName || !isPlainLine(name)) throw new AppError('company_name_invalid')
  return name === '' ? null : name
}

const supportEmail = z.email().max(254)

function parseSupportEmail(text: string): string | null {
  if (text.trim() === '') return null
  const parsed = supportEmail.safeParse(text.trim())
  if (!parsed.success) throw new AppError('support_email_invalid')
  return parsed.data
}

const colorFields = { light: 'accentLight', dark: 'accentDark' } as const

function parseAccent(form: BrandingForm, theme: keyof Accent): string {
  const text = form[colorFields[theme]]
  const color = text.trim() === '' ? defaultAccent[theme] : parseColor(text)
  if (color === null) throw new AppError(`color_invalid_${theme}`)
  if (!checkAccent(color, theme).isReadable) throw new AppError(`color_unreadable_${theme}`)
  return color
}

const linkErrors = {
  imprintUrl: 'imprint_invalid',
  privacyUrl: 'privacy_invalid',
  termsUrl: 'terms_invalid',
} as const
const longestLink = 500

/** Only https: a page that asks for trust never links to anything else, and never to a script. */
function parseLink(form: BrandingForm, field: keyof typeof linkErrors): string | null {
  const text = form[field].trim()
  if (text === '') return null
  const url = text.length <= longestLink && !/\s/.test(text) ? URL.parse(text) : null
  const isPlain = url?.protocol === 'https:' && url.username === '' && url.password === ''
  if (url === null || !isPlain) throw new AppError(linkErrors[field])
  return url.href
}

function parseLogoChange(logo: LogoChange) {
  if (logo === 'keep') return {}
  if (logo === 'remove') {
    return { logo: null, logoType: null, logoWidth: null, logoHeight: null, logoDigest: null }
  }
  const parsed = parseLogo(logo)
  if (parsed === null) throw new AppError('logo_invalid')
  const { type, width, height } = parsed
  return {
    logo,
    logoType: type,
    logoWidth: width,
    logoHeight: height,
    logoDigest: digestOf(logo),
  }
}

function digestOf(bytes: Uint8Array): string {
  const running = createRunningDigest()
  running.update(bytes)
  return running.end().slice(0, 32)
}
