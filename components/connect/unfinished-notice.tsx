import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { Unfinished } from '#lib/attempts/read-own.ts'
import { paths } from '../paths.ts'
import { AnchorButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { restartHref } from './start-params.ts'

/** For a seller who comes here from Amazon's Cancel or error page, which lead nowhere. */
export function UnfinishedNotice({ unfinished }: { unfinished: Unfinished }) {
  const { attemptId, restart, report } = unfinished
  return (
    <Notice
      tone="due"
      title={report === null ? `You haven’t finished ${whatIs(unfinished)}` : report.title}
      cause={report !== null && `You reported this about ${whatIs(unfinished)}.`}
      next={
        report?.next ??
        'If you canceled at Amazon, or Amazon showed an error, nothing was changed. You can continue, or tell us what Amazon showed.'
      }
      action={
        <div className="flex flex-wrap gap-2">
          <AnchorButton href={restartHref(restart)} variant="primary">
            Continue
          </AnchorButton>
          <AnchorButton href={paths.unfinished(attemptId)}>
            {report === null ? 'Report what Amazon showed' : 'Change your report'}
          </AnchorButton>
        </div>
      }
    />
  )
}

export function whatIs({ renews, marketplaceId }: Pick<Unfinished, 'renews' | 'marketplaceId'>): string {
  if (renews !== null) return `renewing ${renews}`
  const country = findMarketplace(marketplaceId ?? '')?.country
  return country === undefined ? 'connecting your account' : `connecting your account in ${country}`
}
