import type { NextRequest, NextResponse } from 'next/server'
import { returnFromProvider } from '#app/_server/people/provider-flow.ts'

/** The redirect URI of the sellers' OpenID Connect provider. */
export function GET(request: NextRequest): Promise<NextResponse> {
  return returnFromProvider('sellers', request)
}
