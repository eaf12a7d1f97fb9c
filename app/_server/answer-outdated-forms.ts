import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type ProblemDocument, problemDocument } from './problem-document.ts'

type Settings = Pick<ProblemDocument, 'companyName' | 'supportEmail' | 'simulated'>
type Method<Result> = (...parts: unknown[]) => Result

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
  const writeHead = response.writeHead.bind(response) as Method<ServerResponse>
  const write = response.write.bind(response) as Method<boolean>
  const end = response.end.bind(response) as Method<ServerResponse>
  let page: string | null = null
  // Next announces the length of its own words, so the decision falls with the headers, before any of the body.
  const decide = () => {
    if (response.getHeader(notFoundHeader) === '1' && !response.headersSent) response.flushHeaders()
  }
  response.writeHead = ((...parts: unknown[]) => {
    if (response.getHeader(notFoundHeader) === '1') {
      page = String(problemDocument({ ...settings, ...words, reference: crypto.randomUUID() }))
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      response.setHeader('Content-Length', Buffer.byteLength(page))
    }
    return writeHead(...parts)
  }) as typeof response.writeHead
  response.write = (...parts: unknown[]) => {
    decide()
    return page === null ? write(...parts) : true
  }
  response.end = (...parts: unknown[]) => {
    decide()
    return page === null ? end(...parts) : end(page)
  }
}

const words = {
  theme: null,
  title: 'Reload this page',
  next: 'This site was updated after you opened the page, so nothing was sent. Go back, reload the page and send it again.',
  returnLink: null,
}
