import type { NextRequest } from 'next/server'
import { answerStream } from '#app/_server/live/answer-stream.ts'

export const dynamic = 'force-dynamic'

/** Streams changes to an open dashboard. */
export function GET(request: NextRequest): Promise<Response> {
  return answerStream(request, 'operator')
}

export { GET as HEAD }
