import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allCauses } from '#lib/amazon/diagnosis/causes/all-causes.ts'
import { sellerWords } from '#lib/amazon/diagnosis/seller-words.ts'
import { unknownReport } from '#lib/attempts/read-own.ts'
import { applicationErrors } from '#lib/errors/applications.ts'
import { attemptErrors } from '#lib/errors/attempts.ts'
import { authorizationErrors } from '#lib/errors/authorizations.ts'
import { brandingErrors } from '#lib/errors/branding.ts'
import { encryptionErrors } from '#lib/errors/encryption.ts'
import { importErrors } from '#lib/errors/imports.ts'
import { keyErrors } from '#lib/errors/keys.ts'
import { notificationErrors } from '#lib/errors/notifications.ts'
import { pastedTokenErrors } from '#lib/errors/pasted-tokens.ts'
import { peopleErrors } from '#lib/errors/people.ts'
import { tokenErrors } from '#lib/errors/tokens.ts'
import { viewErrors } from '#lib/errors/views.ts'
import { webhookErrors } from '#lib/errors/webhooks.ts'
import { type ErrorCode, errors, wordingOf } from '#lib/errors.ts'
import { catalogs } from '#lib/languages/catalogs.ts'
import { type Language, languageCodes } from '#lib/languages/languages.ts'
import { wordingIn } from '#lib/languages/wording.ts'
import {
  type Catalog,
  catalogFaults,
  reachable,
  serversTextsInBrowser,
  unusedMessages,
  writtenTexts,
} from './messages.ts'
import { parseProject, readProject } from './modules.ts'

const root = join(import.meta.dirname, '../..')
const project = readProject(root)
const translations = languageCodes.filter((language) => language !== 'en')

test.each(languageCodes)(
  'the catalog in %s has every message of the English one, and no other',
  (language) => {
    expect(catalogFaults(catalogs.en, catalogs[language], language)).toEqual([])
  },
)

test('every message is used', () => {
  expect(unusedMessages(catalogs.en, project)).toEqual([])
})

test('no part of next-intl is loaded by the browser', () => {
  expect(serversTextsInBrowser(project)).toEqual([])
})

/** Pages that sellers see. */
const sellersPages = [
  'app/layout.tsx',
  'app/page.tsx',
  'app/error.tsx',
  'app/not-found.tsx',
  'app/confirm-email/',
  'app/connect/',
  'app/forgot-password/',
  'app/reset/',
  'app/sign-in/',
  'app/sign-up/',
  'app/unsubscribe/',
]

/** Imported by those pages, and in English for a reason. */
const inEnglish: Readonly<Record<string, string>> = {
  'app/demo/': 'the demo',
  'components/connect/country-options.tsx': 'its words are a default for operators',
  'components/demo/': 'the demo',
  'components/diagnose/': 'the diagnosis is for developers',
  'components/ui/code.tsx': 'its button to copy is for operators',
  'components/ui/time.tsx': 'sellers get times in words of their language',
  'components/ui/steps.tsx': 'its words are a default for operators',
  'components/forms/form-outcome.tsx': 'its outcomes with links are for operators',
}

test('no text for sellers is written in the code', () => {
  const paths = reachable(project, sellersPages, Object.keys(inEnglish))
  expect(paths.length).toBeGreaterThan(60)
  expect(writtenTexts(project, paths)).toEqual([])
})

/** Errors that only operators and programs can cause. */
const notForSellers: ReadonlySet<string> = new Set([
  ...Object.keys({
    ...brandingErrors,
    ...encryptionErrors,
    ...importErrors,
    ...keyErrors,
    ...tokenErrors,
    ...viewErrors,
    ...webhookErrors,
  }),
  ...except(pastedTokenErrors, ['authorization_self']),
  ...except(applicationErrors, ['application_not_found', 'application_retired', 'application_partner_type']),
  ...except(authorizationErrors, [
    ...['authorization_not_found', 'authorization_disconnected', 'authorization_changed'],
    ...['authorization_paused', 'authorization_released', 'token_unreadable'],
  ]),
  ...except(notificationErrors, ['smtp_not_configured', 'confirmation_not_found', 'unsubscribe_not_found']),
  ...Object.keys(attemptErrors).filter((code) => code.startsWith('quarantine_')),
  ...['recipient_invalid', 'link_life_invalid', 'link_countries_conflict', 'link_own_account'],
  'link_no_recipient',
  ...Object.keys(peopleErrors).filter((code) =>
    /^(?:access|account|person|invitation)_|^last_admin$/.test(code),
  ),
  ...['identity_without_role', 'identity_not_admitted', 'provider_required', 'break_glass_needed'],
  ...['parameter_unknown', 'tags_invalid', 'external_reference_invalid', 'scenario_refused'],
  ...['settings_changed'],
  ...['api_unreachable', 'body_unreadable', 'body_too_large'],
])

function except(some: object, codes: readonly string[]): string[] {
  return Object.keys(some).filter((code) => !codes.includes(code))
}

const forSellers = (Object.keys(errors) as ErrorCode[]).filter((code) => !notForSellers.has(code))

function readErrors(language: string) {
  const text = readFileSync(join(root, `lib/languages/errors/${language}.json`), 'utf8')
  return JSON.parse(text) as {
    readonly errors: Readonly<Record<string, { readonly title: string; readonly next: string }>>
    readonly sentences: Readonly<Record<string, string>>
  }
}

test.each(translations)('every error that sellers can meet is translated into %s', (language) => {
  const { errors: translated } = readErrors(language)
  expect(Object.keys(translated).toSorted()).toEqual(forSellers.toSorted())
  for (const { title, next } of Object.values(translated)) {
    expect(title).toMatch(/\p{L}[^.。]*$/u)
    expect(next).toMatch(/[.。]$/)
  }
})

test('sellers read nothing in English that only operators understand', () => {
  const told = forSellers.flatMap((code) => Object.values(wordingOf(code, 'seller')))
  const isOperators = /[Oo]perator|[Tt]he seller|[Aa]dministrator|[A-Z]_[A-Z]/
  expect(told.filter((text) => isOperators.test(text))).toEqual([])
})

test.each(languageCodes)('vendors are never told Seller Central in %s', (language) => {
  const isSellers = /Seller ?Central|セラーセントラル|卖家平台/
  const { lostText } = catalogs[language].emails
  const told = forSellers.flatMap((code) => Object.values(wordingIn(language, code)))
  expect([lostText, ...told].filter((text) => isSellers.test(text))).toEqual([])
})

/** What the page where sellers connect is called, and the one where they sign in. */
const pageNames: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['connect page', 'sign-in page'],
  de: ['Verbindungsseite', 'Anmeldeseite'],
  fr: ['page d’association', 'page de connexion'],
  es: ['página de conexión', 'página de inicio de sesión'],
  it: ['pagina di collegamento', 'pagina di accesso'],
  ja: ['接続ページ', 'サインインページ'],
  zh: ['连接页面', '登录页面'],
  ar: ['صفحة الربط', 'صفحة تسجيل الدخول'],
}

test.each(languageCodes)(
  'a seller is sent to the connect page, not to the sign-in page, in %s',
  (language) => {
    const [connect, signIn] = pageNames[language]
    const { refusal, emails } = catalogs[language]
    expect(refusal.start).toContain(connect)
    expect(emails.footerReset).toContain(signIn)
    const startsAgain = forSellers.filter((code) => wordingIn('en', code).next.includes('connect page'))
    const told = startsAgain.map((code) => wordingIn(language, code).next)
    expect(told.filter((next) => !next.includes(connect) || next.includes(signIn))).toEqual([])
  },
)

test.each(translations)(
  'the explanations of Amazon’s error pages for sellers are translated into %s',
  (language) => {
    const ofErrors = new Set(
      forSellers.flatMap((code) => {
        const { title, next } = wordingOf(code, 'seller')
        return [title, next]
      }),
    )
    const parties = ['operator', 'developer', 'amazon', 'seller'] as const
    const told = [
      ...allCauses.flatMap(({ seller }) => (seller === undefined ? [] : [seller])),
      ...parties.map((who) => sellerWords({ id: '', who, title: '', steps: [] })),
      unknownReport,
    ].flatMap(({ title, next }) => [title, next])
    const wanted = new Set(told.filter((sentence) => sentence !== '' && !ofErrors.has(sentence)))
    const { sentences } = readErrors(language)
    expect(Object.keys(sentences).toSorted()).toEqual([...wanted].toSorted())
    expect(Object.values(sentences)).not.toContain('')
  },
)

const english: Catalog = { page: { title: 'Hello {name}', count: '{n, plural, one {#} other {#}}' } }

test('finds missing messages, superfluous ones, and ones with other placeholders', () => {
  const faults = (translation: Catalog, language = 'de') => catalogFaults(english, translation, language)
  expect(faults({ page: { title: 'Hallo {name}', count: '{n, plural, one {#} other {#}}' } })).toEqual([])
  expect(faults({ page: { title: 'Hallo {nam}', more: 'x' } })).toEqual([
    'page.count is missing',
    'page.more is superfluous',
    'page.title has {nam}, not {name}',
  ])
  expect(
    faults({ page: { title: '{name}', count: '{n, plural, one {#} other {#}}' } }, 'ar'),
    'Arabic has six plural forms',
  ).toEqual(['page.count has no plural form for zero, two, few, many'])
})

test('finds texts in code, and unused messages', () => {
  const code = parseProject({
    'app/page.tsx':
      "import { A } from '#components/a.tsx'; export const P = () => <A title={text('title')} />",
    'components/a.tsx':
      "const text = useText('page'); export const A = ({ title }) => <p title=\"Read me\">{title} and {text('title')}</p>",
    'components/operators.tsx': 'export const O = () => <p>English</p>',
  })
  expect(writtenTexts(code, reachable(code, ['app/page.tsx'], []))).toEqual([
    'components/a.tsx:1 "Read me"',
    'components/a.tsx:1 "and"',
  ])
  expect(unusedMessages(english, code)).toEqual(['page.count'])
})
