import { beforeEach, expect, test } from 'vitest'
import { branding, message } from '#drizzle/schema.ts'
import { defaultAccent } from '#lib/branding/accent.ts'
import {
  type BrandingForm,
  changeBranding,
  readBranding,
  readBrandingForm,
  readLogo,
} from '#lib/branding/branding.ts'
import { maxLogoBytes } from '#lib/branding/parse-logo.ts'
import { inTransaction } from '#lib/context.ts'
import type { ErrorCode } from '#lib/errors.ts'
import { queueMessages } from '#lib/messages/queue.ts'
import { toHtml, toPlainText } from '#lib/messages/render.ts'
import { textOf } from '#lib/messages/texts.ts'
import { Secret } from '#lib/secret.ts'
import { listAuditEntries } from '#lib/store/audit/audit.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createPeopleWorld, refusal } from './people-world.ts'

const database = await useDatabase()
const { db } = database
const world = createPeopleWorld(database)
const operatorOf = (role: 'viewer' | 'operator' | 'admin') =>
  world.as({ kind: 'operator', personId: newId(), role, sessionId: newId() })
const admin = operatorOf('admin')
const { settings } = world.services

const nothing: BrandingForm = {
  companyName: '',
  supportEmail: '',
  accentLight: '',
  accentDark: '',
  imprintUrl: '',
  privacyUrl: '',
  termsUrl: '',
}
const harbor: BrandingForm = {
  companyName: '  Harbor   Trade ',
  supportEmail: 'help@harbor.example',
  accentLight: '#7A1FA2',
  accentDark: '#d9a6f0',
  imprintUrl: 'https://harbor.example/imprint',
  privacyUrl: 'https://harbor.example/privacy',
  termsUrl: 'https://harbor.example/terms',
}

/** The first bytes of a PNG of 80 by 40 pixels, padded. */
function png(bytes = 100): Uint8Array {
  const file = new Uint8Array(bytes)
  file.set([0x89, ...Buffer.from('PNG\r\n'), 0x1a, 0x0a, 0, 0, 0, 13, ...Buffer.from('IHDR')])
  file.set([0, 0, 0, 80, 0, 0, 0, 40], 16)
  return file
}

const seen = async () => (await readBrandingForm(admin)).seenAt
const save = async (form: Partial<BrandingForm>, logo: Parameters<typeof changeBranding>[3] = 'keep') =>
  changeBranding(admin, await seen(), { ...nothing, ...form }, logo)

beforeEach(async () => {
  await db.delete(branding)
  await db.delete(message)
})

test('until an administrator changes something, the environment decides', async () => {
  expect(await readBranding(db, settings)).toMatchObject({ companyName: 'Acme Tools', accent: defaultAccent })
  expect(await readLogo(db)).toBeNull()
})

test('sellers see the branding that an administrator saves, and the audit log has it', async () => {
  await save(harbor, png())
  expect(await readBranding(db, settings)).toEqual({
    ...harbor,
    accentLight: undefined,
    accentDark: undefined,
    companyName: 'Harbor Trade',
    accent: { light: '#7a1fa2', dark: '#d9a6f0' },
    logo: { digest: expect.stringMatching(/^[\da-f]{32}$/), width: 80, height: 40 },
  })
  const logo = await readLogo(db)
  expect(logo?.type).toBe('image/png')
  expect(new Uint8Array(logo?.bytes ?? [])).toEqual(png())
  const [entry] = await listAuditEntries(db, { targetId: 'branding' }, { before: null, limit: 1 })
  expect(entry).toMatchObject({
    action: 'branding.changed',
    actorKind: 'admin',
    details: { companyName: 'Harbor Trade', accentLight: '#7a1fa2', logo: 'replaced' },
  })
  expect(JSON.stringify(entry?.details)).not.toContain('PNG')
})

test('an empty field goes back to the default, and a logo stays until it is removed', async () => {
  await save(harbor, png())
  await save({ accentLight: defaultAccent.light, accentDark: defaultAccent.dark })
  expect(await readBranding(db, settings)).toMatchObject({
    companyName: 'Acme Tools',
    accent: defaultAccent,
    imprintUrl: null,
    logo: { width: 80 },
  })
  const [row] = await db.select().from(branding)
  expect(row).toMatchObject({ companyName: null, accentLight: null, accentDark: null })
  await save({}, 'remove')
  expect((await readBranding(db, settings)).logo).toBeNull()
})

test('when two administrators save at the same time, the second is refused', async () => {
  const version = await seen()
  const results = await Promise.allSettled(
    ['First', 'Second'].map((companyName) =>
      changeBranding(admin, version, { ...nothing, companyName }, 'keep'),
    ),
  )
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const stale = changeBranding(admin, version, { ...nothing, companyName: 'Third' }, 'keep')
  await expect(stale).rejects.toThrow(refusal('settings_changed'))
  const { companyName } = await readBranding(db, settings)
  expect(['First', 'Second']).toContain(companyName)
})

test('two changes within one millisecond are two versions', async () => {
  await save({ companyName: 'First' })
  const first = await seen()
  await save({ companyName: 'Second' })
  expect(await seen()).not.toBe(first)
})

test.each(['viewer', 'operator'] as const)('a %s can neither read nor change the settings', async (role) => {
  const ctx = operatorOf(role)
  await expect(readBrandingForm(ctx)).rejects.toThrow(refusal('not_allowed'))
  await expect(changeBranding(ctx, '', nothing, 'keep')).rejects.toThrow(refusal('not_allowed'))
})

test.each<[ErrorCode, Partial<BrandingForm>]>([
  ['company_name_invalid', { companyName: 'x'.repeat(81) }],
  ['company_name_invalid', { companyName: 'Harbor\u202eTrade' }],
  ['support_email_invalid', { supportEmail: 'help at harbor' }],
  ['color_invalid_light', { accentLight: 'red' }],
  ['color_invalid_dark', { accentDark: '#45b8ad;}' }],
  ['color_unreadable_light', { accentLight: '#ff9900' }],
  ['color_unreadable_dark', { accentDark: '#202080' }],
  ['imprint_invalid', { imprintUrl: 'harbor.example/imprint' }],
  ['privacy_invalid', { privacyUrl: 'javascript:alert(1)//https://harbor.example' }],
  ['privacy_invalid', { privacyUrl: 'http://harbor.example/privacy' }],
  ['terms_invalid', { termsUrl: 'https://user:password@harbor.example/' }],
  ['terms_invalid', { termsUrl: `https://harbor.example/${'x'.repeat(500)}` }],
])('refuses with %s and stores nothing: %o', async (code, change) => {
  await expect(save({ ...harbor, ...change }, png())).rejects.toThrow(refusal(code))
  expect(await db.select().from(branding)).toEqual([])
})

test.each([
  ['an SVG', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['too large a file', png(maxLogoBytes + 1)],
])('refuses %s as the logo', async (_what, file) => {
  await expect(save(harbor, file)).rejects.toThrow(refusal('logo_invalid'))
  expect(await db.select().from(branding)).toEqual([])
})

test('the largest logo that the form accepts fits into the table', async () => {
  await save({}, png(maxLogoBytes))
  expect((await readLogo(db))?.bytes).toHaveLength(maxLogoBytes)
})

test('emails to sellers carry the name, the color, the support address and the legal notice', async () => {
  await save(harbor)
  const email = 'seller@example.com'
  await inTransaction(world.system, (tx) =>
    queueMessages(tx, [
      {
        kind: 'password-reset',
        facts: { hours: 24 },
        key: newId(),
        recipient: email,
        language: 'de',
        link: new Secret('https://gatehouse.example.com/reset#x'),
        expiresAt: new Date(tx.now().getTime() + 3_600_000),
      },
    ]),
  )
  const [queued] = await db.select().from(message)
  expect(queued?.subject).toContain('Harbor Trade')

  const branded = { ...settings, ...(await readBranding(db, settings)) }
  const text = textOf('password-reset', { hours: 24 }, branded, { link: 'https://x.example' }, 'de')
  expect(toPlainText(text)).toContain('help@harbor.example')
  expect(toPlainText(text)).toContain('Impressum: https://harbor.example/imprint')
  const html = toHtml(text, branded)
  expect(html).toContain('background:#7a1fa2')
  expect(html).toContain('<a href="https://harbor.example/privacy"')
  // Operators know their own company.
  const own = textOf('invitation', { role: 'viewer', hours: 24 }, branded)
  expect(toPlainText(own)).not.toContain('harbor.example/imprint')
})
