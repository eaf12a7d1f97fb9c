import type { NextRequest } from 'next/server'
import { pageContext } from '#app/_server/context.ts'
import { plainProblem } from '#app/_server/http/plain-problem.ts'
import { isAppError } from '#lib/errors.ts'
import { unsubscribe } from '#lib/people/unsubscribe.ts'
import { Secret } from '#lib/secret.ts'

type Params = { params: Promise<{ token: string }> }

/** Handles the unsubscribe button of mail programs (RFC 8058). The token alone is the proof. */
export async function POST(request: NextRequest, { params }: Params): Promise<Response> {
  try {
    await unsubscribe(
      { ...(await pageContext()), actor: { kind: 'visitor' } },
      new Secret((await params).token),
    )
    return new Response(null, { status: 204 })
  } catch (error) {
    const { status, headers, text } = plainProblem(
      isAppError(error) ? error.code : 'internal',
      request.headers.get('accept-language'),
    )
    return new Response(text, { status, headers })
  }
}

/** Mail programs that don't post open the address. */
export async function GET(_request: NextRequest, { params }: Params): Promise<Response> {
  const { token } = await params
  return new Response(null, {
    status: 303,
    headers: { Location: `/unsubscribe/${encodeURIComponent(token)}` },
  })
}
