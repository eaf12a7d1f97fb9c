import { isHttpError, type Send } from '#lib/http.ts'
import { bad, type Finding, good, open } from './finding.ts'

const subject = 'host name'
const limit = { timeoutMs: 10_000, maxBytes: 1_048_576 }

/**
 * Requests a page at APP_URL, like a browser. When the app redirects it to APP_URL, the request reached it under
 * another host name (`app/_server/http/target.ts`): the proxy in front passes on its own name instead of the requested
 * one.
 */
export async function checkHost({ appUrl }: { readonly appUrl: string }, send: Send): Promise<Finding> {
  try {
    const request = { method: 'GET', url: `${appUrl}/sign-in`, headers: { accept: 'text/html' } } as const
    const { status, headers } = await send(request, limit)
    return classifyHost(appUrl, status, headers.get('location'))
  } catch (error) {
    if (!isHttpError(error)) throw error
    return open(subject, `${appUrl} doesn't answer from here (${error.reason}). Start the app and try again.`)
  }
}

export function classifyHost(appUrl: string, status: number, location: string | null): Finding {
  if (status === 307 && location?.startsWith(`${appUrl}/sign-in?`))
    return bad(
      subject,
      `The proxy in front of ${appUrl} changes the host name.`,
      'Let the proxy pass on the Host header unchanged (nginx: proxy_set_header Host $host), or let it set X-Forwarded-Host and set TRUSTED_PROXIES to the number of proxies.',
    )
  return status === 200
    ? good(subject, `Requests reach the app as ${appUrl}.`)
    : open(subject, `${appUrl} answers ${status} instead of the sign-in page. Does it lead to this app?`)
}
