import { longDayIn } from '../languages/formats.ts'
import type { Language } from '../languages/languages.ts'
import { textIn, type Text as Words } from '../languages/text.ts'
import type { TextSettings, Writer } from './texts.ts'

/** Texts for sellers, in the language of their account. */
export const sellerTexts: {
  readonly [K in
    | 'password-reset'
    | 'connect-link'
    | 'confirm-email'
    | 'renewal-reminder'
    | 'access-lost']: Writer<K>
} = {
  'password-reset': ({ hours }, { companyName: company, link, language }) => {
    const text = textIn(language, 'emails')
    return {
      subject: text('resetSubject', { company }),
      parts: [
        text('resetText', { company }),
        { label: text('resetButton'), url: link },
        text('resetLife', { hours }),
      ],
      footer: text('footerReset', { company }),
    }
  },
  'connect-link': ({ applicationName: application, expiresAt, renews }, context) => {
    const { companyName: company, link, language } = context
    const text = textIn(language, 'emails')
    return {
      subject: text(renews ? 'renewSubject' : 'connectSubject', { company }),
      parts: [
        text(renews ? 'renewText' : 'connectText', { company, application }),
        { label: text(renews ? 'renewButton' : 'connectButton'), url: link },
        text('connectLife', { date: day(language, expiresAt), company }),
      ],
      footer: text('connectFooter', { company }),
    }
  },
  'confirm-email': (_facts, { companyName: company, link, language }) => {
    const text = textIn(language, 'emails')
    return {
      subject: text('confirmSubject', { company }),
      parts: [
        text('confirmText', { company }),
        { label: text('confirmButton'), url: link },
        text('confirmIgnore'),
      ],
      footer: text('confirmFooter', { company }),
    }
  },
  'renewal-reminder': ({ storeName: store, applicationName: application, dueAt }, context) => {
    const { companyName: company, link, unsubscribe, language } = context
    const text = textIn(language, 'emails')
    const date = day(language, dueAt)
    return {
      subject: text('reminderSubject', { company, store, date }),
      parts: [
        text('reminderText', { application, store, date }),
        text('reminderHow'),
        { label: text('renewButton'), url: link },
      ],
      footer: reminderFooter(text, company, unsubscribe),
    }
  },
  'access-lost': ({ storeName: store, applicationName: application, since }, context) => {
    const { companyName: company, link, unsubscribe, language } = context
    const text = textIn(language, 'emails')
    return {
      subject: text('lostSubject', { company, store }),
      parts: [
        text('lostText', { date: day(language, since), application, store }),
        text('lostHow'),
        { label: text('lostButton'), url: link },
        text('lostIgnore'),
      ],
      footer: reminderFooter(text, company, unsubscribe),
    }
  },
}

function reminderFooter(text: Words<'emails'>, company: string, unsubscribe: string | null): string {
  const reason = text('connectedFooter', { company })
  // Unchanged, so that mail programs recognize the address.
  return unsubscribe === null ? reason : `${reason} ${text('stop')} ${unsubscribe}`
}

function day(language: Language, iso: string): string {
  return longDayIn(language, new Date(iso))
}

/** The company's contact and its legal notice: the end of every email to a seller. */
export function companyLines(settings: TextSettings, language: Language): readonly string[] {
  const text = textIn(language, 'frame')
  const { supportEmail, imprintUrl, privacyUrl } = settings
  return [
    ...(supportEmail ? [`${text('questionsAt')} ${supportEmail}`] : []),
    ...(imprintUrl ? [`${text('imprint')}: ${imprintUrl}`] : []),
    ...(privacyUrl ? [`${text('privacy')}: ${privacyUrl}`] : []),
  ]
}
