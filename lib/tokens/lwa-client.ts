import type { LwaClient } from '../amazon/lwa.ts'
import type { Context } from '../context.ts'
import type { ApplicationRow } from '../store/applications.ts'
import { type Binding, open } from '../vault/seal.ts'

export function clientSecretBinding(applicationId: string): Binding {
  return { table: 'application', column: 'lwa_client_secret_sealed', rowId: applicationId }
}

/** Opens the application's client secret for one request to LWA. */
export function lwaClientOf(ctx: Context, application: ApplicationRow): LwaClient {
  return {
    clientId: application.lwaClientId,
    clientSecret: open(ctx.keyRing, application.lwaClientSecretSealed, clientSecretBinding(application.id)),
    tokenEndpoint: application.tokenEndpoint,
  }
}
