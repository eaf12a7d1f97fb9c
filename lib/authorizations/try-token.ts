import { isAmazonError } from '../amazon/errors.ts'
import { hostOf } from '../amazon/hosts.ts'
import { type LwaVerdict, lwaVerdict } from '../amazon/lwa-verdict.ts'
import type { Context } from '../context.ts'
import type { ErrorCode } from '../errors.ts'
import type { Failure } from '../failure.ts'
import type { Secret } from '../secret.ts'
import type { ApplicationRow } from '../store/applications.ts'
import { type IssuedTokens, toIssuedTokens } from '../tokens/install.ts'
import { askLwa } from '../tokens/lwa-client.ts'
import { sameSecret } from '../vault/digest.ts'

/** The recorded facts of one call of Amazon. */
export interface CallFacts {
  readonly host: string
  readonly amazonRequestId: string | null
  readonly durationMs: number
}

/** LWA's answer to a refresh token, with the facts that the recorder keeps of the call. */
export type Tried = { readonly step: CallFacts } & (
  | { readonly kind: 'works'; readonly grant: IssuedTokens }
  | { readonly kind: 'fails'; readonly verdict: LwaVerdict; readonly failure: Failure }
)

/**
 * One refresh with a token that is not the current one: the result doesn't affect the authorization. Should LWA rotate
 * the token, `keepRotated` stores the new one before anything else happens, since the old one may have ended with it.
 */
export async function tryToken(
  ctx: Context,
  application: ApplicationRow,
  refreshToken: Secret,
  keepRotated: (grant: IssuedTokens) => Promise<unknown>,
): Promise<Tried> {
  const startedAt = performance.now()
  const askedAt = ctx.now()
  const step = (amazonRequestId: string | null): CallFacts => ({
    host: hostOf(application.tokenEndpoint),
    amazonRequestId,
    durationMs: performance.now() - startedAt,
  })
  try {
    const grant = await askLwa(ctx, application, async (client) => {
      const answer = await ctx.amazon.refresh(client, refreshToken)
      const issued = toIssuedTokens(answer, answer.refreshToken ?? refreshToken, askedAt)
      const isRotated = !sameSecret(issued.refreshToken, refreshToken)
      if (isRotated) await keepRotated(issued)
      return issued
    })
    return { kind: 'works', grant, step: step(grant.requestId) }
  } catch (error) {
    if (!isAmazonError(error)) throw error
    const verdict = lwaVerdict(error)
    const { failure, requestId } = error
    ctx.log.warn({ applicationId: application.id, verdict, failure, requestId }, 'token not accepted')
    return { kind: 'fails', verdict, failure, step: step(requestId) }
  }
}

/**
 * What an operator reads about a pasted or imported token. In a refused request, the token is what differs from the
 * requests that LWA accepts.
 */
export const pastedTokenProblems = {
  'grant-refused': 'pasted_token_refused',
  'grant-foreign': 'pasted_token_foreign',
  'client-refused': 'pasted_token_unproven',
  'request-refused': 'pasted_token_refused',
  unanswered: 'pasted_token_unproven',
  unreadable: 'pasted_token_unproven',
} as const satisfies Readonly<Record<LwaVerdict, ErrorCode>>
