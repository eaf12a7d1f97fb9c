import type { OperatorPage } from '#app/_server/operator-page.ts'
import type { IncidentSummary } from '#components/incidents/incident-words.ts'
import type { AttentionItem } from '#components/overview/attention-item.ts'
import {
  authorizationItems,
  capItems,
  channelItem,
  disputeItem,
  incidentItem,
  newSecretItem,
  quarantineItems,
  readinessItems,
  secretItem,
  unstoredItems,
  webhookItem,
} from '#components/overview/attention-items.tsx'
import { paths } from '#components/paths.ts'
import { readReadiness } from '#lib/applications/choose.ts'
import { listCapWarnings } from '#lib/applications/read.ts'
import { listNewSecretAlarms, listSecretAlarms } from '#lib/applications/secret-alarms.ts'
import { listQuarantinedGrants } from '#lib/attempts/quarantine.ts'
import { listUnstoredGrants } from '#lib/attempts/read.ts'
import { listIdDisputes } from '#lib/authorizations/prove-id.ts'
import { type AuthorizationCounts, countAuthorizations } from '#lib/authorizations/read.ts'
import { listChannelViews } from '#lib/notifications/channels.ts'
import { listProblems } from '#lib/webhooks/read.ts'

/** Lists everything that needs attention. `incidents`: the open ones. */
export async function readAttention(
  { ctx, may }: OperatorPage,
  incidents: readonly IncidentSummary[],
  counts: AuthorizationCounts | null,
): Promise<readonly AttentionItem[]> {
  const [alarms, newSecrets, unstored, grants, readiness, webhooks, channels] = await Promise.all([
    listSecretAlarms(ctx),
    listNewSecretAlarms(ctx),
    listUnstoredGrants(ctx),
    listQuarantinedGrants(ctx),
    readReadiness(ctx),
    listProblems(ctx),
    listChannelViews(ctx),
  ])
  const ask = may('bulk:run') ? (ctx.mail === null ? 'create-links' : 'send-links') : null
  const mayChange = may('applications:manage')
  // A secret that Amazon refuses is one cause, whichever way it was noticed.
  const isOfSecret = ({ problem }: IncidentSummary) =>
    problem === 'secret_expired' || problem === 'application_refused'
  const known = new Set(incidents.filter(isOfSecret).map(({ applicationId }) => applicationId))
  return [
    ...(await Promise.all(
      incidents.map(async (incident) => {
        const { applicationId, problem } = incident
        const change = isOfSecret(incident) && mayChange ? paths.applicationSecret(applicationId) : null
        const own =
          problem === 'application_refused' ? await countAuthorizations(ctx, { applicationId }) : null
        return incidentItem(incident, own?.health.blocked ?? 0, change)
      }),
    )),
    ...alarms
      .filter(({ applicationId }) => !known.has(applicationId))
      .map((alarm) => secretItem(alarm, mayChange)),
    ...newSecrets.map((alarm) => newSecretItem(alarm, mayChange)),
    ...unstoredItems(unstored),
    ...quarantineItems(grants),
    ...(counts === null ? [] : authorizationItems(counts, ask)),
    ...webhooks.map(webhookItem),
    ...channels.flatMap(({ id, name, problem }) =>
      problem === null ? [] : [channelItem({ id, name, problem })],
    ),
    ...readinessItems(readiness),
  ]
}

/** Queries over every authorization, which the page doesn't wait for: disputed ids, and Amazon's limits. */
export async function readLaterAttention({ ctx }: OperatorPage): Promise<readonly AttentionItem[]> {
  const [warnings, disputes] = await Promise.all([listCapWarnings(ctx), listIdDisputes(ctx)])
  return [...disputes.map(disputeItem), ...capItems(warnings)]
}
