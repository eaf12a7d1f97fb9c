import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Branding } from '#lib/branding/defaults.ts'
import { defaultLanguage, type Language, negotiateLanguage, parseLanguage } from '#lib/languages/languages.ts'
import { textIn } from '#lib/languages/text.ts'
import { type ProblemDocument, problemDocument } from './problem-document.ts'
import { replaceResponse } from './replace-response.ts'

type Settings = Branding & Pick<ProblemDocument, 'simulated'>

/** The header by which Next tells its client that it doesn't know an action. */
const notFoundHeader = 'x-nextjs-action-not-found'

/**
 * A form sent without JavaScript from a page of another version gets a page that explains it: Next itself responds with
 * three words of plain text. (With JavaScript, components/outdated-page.tsx explains it.)
 */
export function answerOutdatedForms(readSettings: () => Settings): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    if (request.method === 'POST' && request.headers['next-action'] === undefined) {
      replaceNotFound(response, readSettings, languageOf(request))
    }
  })
}

function replaceNotFound(response: ServerResponse, readSettings: () => Settings, language: Language): void {
  replaceResponse(response, () =>
    response.getHeader(notFoundHeader) === '1'
      ? {
          status: response.statusCode,
          headers: { 'Content-Type': 'text/html; charset=utf-8' },
          body: String(
            problemDocument({ ...readSettings(), ...wordsIn(language), reference: crypto.randomUUID() }),
          ),
        }
      : null,
  )
}

function wordsIn(language: Language) {
  const text = textIn(language, 'refusal')
  return {
    language,
    theme: null,
    title: text('outdatedTitle'),
    next: text('outdatedNext'),
    returnLink: null,
  }
}

/** As `currentLanguage`, before Next has read the request. */
function languageOf({ headers }: IncomingMessage): Language {
  const chosen = /(?:^|; ?)[\w-]*language=(\w+)/.exec(headers.cookie ?? '')?.[1]
  return parseLanguage(chosen) ?? negotiateLanguage(headers['accept-language'] ?? null) ?? defaultLanguage
}
