import type { NextRequest } from 'next/server'
import { answerStream } from '#app/_server/live/answer-stream.ts'

export const dynamic = 'force-dynamic'

/** Streams changes to a seller's own open pages. */
export function GET(request: NextRequest): Promise<Response> {
  return answerStream(request, 'account')
}

export { GET as HEAD }
