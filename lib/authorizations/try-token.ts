import { type AnyAmazonError, isAmazonError } from '../amazon/errors.ts'
import { hostOf } from '../amazon/hosts.ts'
import type { Context } from '../context.ts'
import type { Secret } from '../secret.ts'
import type { ApplicationRow } from '../store/applications.ts'
import { askLwa } from '../tokens/lwa-client.ts'
import { toWaitingGrant, type WaitingGrant } from './grant.ts'
import type { StepFacts } from './record-step.ts'

/** What LWA says to a refresh token, with what the recorder keeps of asking. */
export type Tried = { readonly step: StepFacts } & (
  | { readonly kind: 'works'; readonly grant: WaitingGrant }
  | {
      readonly kind: 'fails'
      /** `refused`: this token. `foreign`: it belongs to another application. `unproven`: LWA did not judge it. */
      readonly verdict: 'refused' | 'foreign' | 'unproven'
      /** What was seen, in Amazon's words. */
      readonly detail: string
    }
)

/** One refresh with a token that is not the one in force: nothing is stored, and no authorization is judged by it. */
export async function tryToken(
  ctx: Context,
  application: ApplicationRow,
  refreshToken: Secret,
): Promise<Tried> {
  const startedAt = performance.now()
  const askedAt = ctx.now()
  const step = (amazonRequestId: string | null): StepFacts => ({
    host: hostOf(application.tokenEndpoint),
    amazonRequestId,
    durationMs: performance.now() - startedAt,
  })
  try {
    const grant = await askLwa(ctx, application, (client) => ctx.amazon.refresh(client, refreshToken))
    const waiting = toWaitingGrant(grant, grant.refreshToken ?? refreshToken, askedAt)
    return { kind: 'works', grant: waiting, step: step(grant.requestId) }
  } catch (error) {
    if (!isAmazonError(error)) throw error
    const requestId = 'requestId' in error ? error.requestId : null
    const verdict = verdictOf(error)
    const { message: detail } = error
    ctx.log.warn({ applicationId: application.id, verdict, detail, requestId }, 'token not accepted')
    return { kind: 'fails', verdict, detail, step: step(requestId) }
  }
}

function verdictOf(error: AnyAmazonError): 'refused' | 'foreign' | 'unproven' {
  if (error.kind !== 'lwa') return 'unproven'
  if (error.code === 'unauthorized_client') return 'foreign'
  return error.blame === 'grant' || error.blame === 'request' ? 'refused' : 'unproven'
}
