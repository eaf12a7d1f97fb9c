import type { OperatorPage } from '#app/_server/operator-page.ts'
import { CapNotice } from '#components/applications/cap-notice.tsx'
import { SecretNotice } from '#components/applications/secret-notice.tsx'
import { secretWords } from '#components/applications/secret-words.ts'
import type { Alert } from '#components/ops/alert.ts'
import { NotReady } from '#components/ops/not-ready.tsx'
import { QuarantineNotice } from '#components/ops/quarantine-notice.tsx'
import { readReadiness } from '#lib/applications/choose.ts'
import { listWarnings } from '#lib/applications/read.ts'
import { listSecretAlarms } from '#lib/applications/secret-alarms.ts'
import { listQuarantinedGrants } from '#lib/authorizations/list-quarantined.ts'

/** What needs somebody besides the incidents, which the list keeps fresh, and the caps. */
export async function readAlerts({ ctx, may }: OperatorPage): Promise<readonly Alert[]> {
  const [alarms, grants, readiness] = await Promise.all([
    listSecretAlarms(ctx),
    listQuarantinedGrants(ctx),
    readReadiness(ctx),
  ])
  const all: readonly (Alert | false)[] = [
    ...alarms.map((alarm): Alert => {
      const { applicationId: id, age, isOnFallback } = alarm
      const { tone } = secretWords(age, isOnFallback)
      const fails = isOnFallback || age.level === 'over'
      return {
        ...{ id, topic: 'secret', urgency: fails ? 'now' : tone === 'bad' ? 'soon' : 'later', tone },
        notice: <SecretNotice alarm={alarm} mayChange={may('applications:manage')} />,
      }
    }),
    grants.length > 0 && {
      ...{ id: 'quarantine', topic: 'quarantine', urgency: 'soon', tone: 'blocked' },
      notice: <QuarantineNotice grants={grants} />,
    },
    readiness.missing.length > 0 && {
      ...{ id: 'readiness', topic: 'readiness', urgency: 'soon', tone: 'doubt' },
      notice: <NotReady {...readiness} />,
    },
  ]
  return all.filter((alert) => alert !== false)
}

/** Caps of Amazon's that are nearly used up: every authorization is counted for them, so nothing waits for it. */
export async function readCapAlerts({ ctx }: OperatorPage): Promise<readonly Alert[]> {
  const warnings = await listWarnings(ctx)
  if (warnings.length === 0) return []
  return [
    {
      ...{ id: 'caps', topic: 'caps', urgency: 'later', tone: 'doubt' },
      notice: <CapNotice warnings={warnings} />,
    },
  ]
}
