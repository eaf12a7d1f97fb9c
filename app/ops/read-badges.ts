import type { Badges } from '#components/shell/pages.ts'
import { listNewSecretAlarms, listSecretAlarms } from '#lib/applications/secret-alarms.ts'
import { listQuarantinedGrants } from '#lib/attempts/quarantine.ts'
import { listUnstoredGrants } from '#lib/attempts/read.ts'
import { countAuthorizations } from '#lib/authorizations/read.ts'
import type { Context } from '#lib/context.ts'
import { readOpenIncidents } from '#lib/incidents/read.ts'
import { listProblems } from '#lib/webhooks/read.ts'

/** How many things on each page need a person. From counts and short lists: it is read often. */
export async function readBadges(ctx: Context): Promise<Badges> {
  const [counts, incidents, quarantined, unstored, secrets, newSecrets, webhooks] = await Promise.all([
    countAuthorizations(ctx, {}),
    readOpenIncidents(ctx),
    listQuarantinedGrants(ctx),
    listUnstoredGrants(ctx),
    listSecretAlarms(ctx),
    listNewSecretAlarms(ctx),
    listProblems(ctx),
  ])
  const { health, flags } = counts ?? {}
  return {
    authorizations: (health?.reauthorization_needed ?? 0) + (health?.blocked ?? 0),
    incidents: incidents.length,
    renewals: flags?.renewal_overdue ?? 0,
    attempts: quarantined.length + unstored.length,
    applications: new Set([...secrets, ...newSecrets].map(({ applicationId }) => applicationId)).size,
    webhooks: webhooks.length,
  }
}
