import type { NextRequest, NextResponse } from 'next/server'
import { startAtProvider } from '#app/_server/people/provider-flow.ts'

/** The way to the sellers' OpenID Connect provider. */
export function GET(request: NextRequest): Promise<NextResponse> {
  return startAtProvider('sellers', request)
}
