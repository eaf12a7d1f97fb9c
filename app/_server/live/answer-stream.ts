import 'server-only'
import type { NextRequest } from 'next/server'
import type { Context } from '#lib/context.ts'
import { AppError, isAppError } from '#lib/errors.ts'
import { problemContentType, toProblemDetails } from '#lib/problem-details.ts'
import { pageContext } from '../context.ts'
import { logUnexpected } from '../forms/to-user-error.ts'
import { getLiveHub } from './hub.ts'
import { responseOf } from './responses.ts'

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  // Compressed, events would wait until a block is full.
  'Cache-Control': 'no-cache, no-store, no-transform',
  // nginx would buffer events, too.
  'X-Accel-Buffering': 'no',
}

const longestId = 64
const longestAgeMs = 86_400_000

/** Answers with a stream of changes, or with problem details. */
export async function answerStream(request: NextRequest, kind: 'operator' | 'account'): Promise<Response> {
  try {
    const ctx = await pageContext()
    requireKind(ctx, kind)
    if (request.method === 'HEAD') return new Response(null, { headers })
    const response = responseOf(request)
    const { body, leave } = await getLiveHub().open(ctx, readStart(request), () => response?.destroy())
    if (response?.destroyed || request.signal.aborted) leave()
    response?.once('close', leave)
    return new Response(body, { headers })
  } catch (error) {
    const requestId = crypto.randomUUID()
    logUnexpected(error, requestId)
    const problem = toProblemDetails(error, requestId)
    const retryAfterS = isAppError(error) ? error.details.retryAfterS : undefined
    return Response.json(problem, {
      status: problem.status,
      headers: {
        'Content-Type': problemContentType,
        'Cache-Control': 'no-store',
        ...(typeof retryAfterS === 'number' && { 'Retry-After': String(retryAfterS) }),
      },
    })
  }
}

function requireKind({ actor }: Context, kind: 'operator' | 'account'): void {
  if (actor.kind === 'visitor') throw new AppError('sign_in_required')
  if (actor.kind !== kind) throw new AppError('not_allowed')
}

/** Browsers that reconnect send the header; a new page sends the parameters. */
function readStart({ headers, nextUrl }: NextRequest) {
  const after = headers.get('last-event-id') || nextUrl.searchParams.get('after')
  const age = Number(nextUrl.searchParams.get('age') ?? Number.NaN)
  return {
    after: after === null || after === '' || after.length > longestId ? null : after,
    ageMs: age >= 0 && age <= longestAgeMs ? age : null,
  }
}
