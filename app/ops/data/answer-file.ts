import { headers } from 'next/headers'
import { askedPath } from '#app/_server/area.ts'
import { isOwnRequest } from '#app/_server/http/origin-check.ts'
import { isNavigation } from '#app/_server/http/problem-address.ts'
import { problemReply, redirectTo } from '#app/_server/http/replies.ts'
import { getServices } from '#app/_server/services.ts'
import { paths } from '#components/paths.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import { answer } from './answer.ts'

/**
 * A file that is saved under `name`, read while it is sent: the next part is read once the previous one was consumed.
 * If it can't begin, a browser is led to the sign-in or the confirmation that it needs, or gets a page that says why;
 * scripts get problem details. A link on another site leads to the page with the button: exports are recorded, with the
 * filter of the address, so it could write what it likes into the audit log.
 */
export async function answerFile(
  { name, type }: { readonly name: string; readonly type: string },
  read: () => Promise<AsyncGenerator<string>>,
): Promise<Response> {
  let parts: AsyncGenerator<string>
  try {
    if (!isOwnRequest(await headers(), getServices().settings.appUrl))
      throw new AppError('cross_site_request')
    parts = await read()
  } catch (error) {
    return refuse(error)
  }
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  })
}

async function refuse(error: unknown): Promise<Response> {
  const asked = await askedPath()
  const code = isAppError(error) ? error.code : null
  if (code === 'confirmation_required') return redirectTo(paths.confirm(asked), 303)
  if (!isNavigation(await headers())) return answer(() => Promise.reject(error))
  if (code === 'sign_in_required') return redirectTo(paths.signIn(pageOf(asked)), 303)
  if (code === 'cross_site_request') return redirectTo(pageOf(asked), 303)
  return problemReply(error, crypto.randomUUID())
}

/** The page with the button for the file, whose address continues that of the page. */
function pageOf(fileAddress: string): string {
  const [path = '', query] = fileAddress.split('?', 2)
  const page = path.replace(/\/[^/]+$/, '')
  return query === undefined ? page : `${page}?${query}`
}
