import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ProblemDocument, problemDocument } from './problem-document.ts'
import { replaceResponse } from './replace-response.ts'

type Settings = Pick<ProblemDocument, 'companyName' | 'supportEmail' | 'simulated'>

/** By which Next tells its own client that it doesn't know an action. */
const notFoundHeader = 'x-nextjs-action-not-found'

/**
 * A form that was sent without JavaScript, from a page of another version, gets a page that says so: Next answers it
 * with three words of plain text. (With JavaScript, components/outdated-page.tsx says it.)
 */
export function answerOutdatedForms(settings: Settings): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    if (request.method === 'POST' && request.headers['next-action'] === undefined) {
      replaceNotFound(response, settings)
    }
  })
}

function replaceNotFound(response: ServerResponse, settings: Settings): void {
  replaceResponse(response, () =>
    response.getHeader(notFoundHeader) === '1'
      ? {
          status: response.statusCode,
          headers: { 'Content-Type': 'text/html; charset=utf-8' },
          body: String(problemDocument({ ...settings, ...words, reference: crypto.randomUUID() })),
        }
      : null,
  )
}

const words = {
  theme: null,
  title: 'Reload this page',
  next: 'This site was updated after you opened the page, so nothing was sent. Go back, reload the page and send it again.',
  returnLink: null,
}
