import { askedPath } from '#app/_server/area.ts'
import { redirectTo } from '#app/_server/http/replies.ts'
import { paths } from '#components/paths.ts'
import { isAppError } from '#lib/errors.ts'
import { answer } from './answer.ts'

/**
 * A file that is saved under `name`, read while it is sent: the next part is read once the previous one was consumed.
 * Problem details if it can't begin, and the way to a confirmation if it requires one.
 */
export async function answerFile(
  { name, type }: { readonly name: string; readonly type: string },
  read: () => Promise<AsyncGenerator<string>>,
): Promise<Response> {
  let parts: AsyncGenerator<string>
  try {
    parts = await read()
  } catch (error) {
    if (isAppError(error) && error.code === 'confirmation_required')
      return redirectTo(paths.confirm(await askedPath()), 303)
    return answer(() => Promise.reject(error))
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
