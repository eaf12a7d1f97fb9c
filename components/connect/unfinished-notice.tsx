import { findMarketplace } from '#lib/amazon/marketplaces.ts'
import type { Unfinished } from '#lib/attempts/read-own.ts'
import { countryIn } from '#lib/languages/formats.ts'
import type { Language } from '#lib/languages/languages.ts'
import { useLanguage, useText } from '../languages/text.tsx'
import { paths } from '../paths.ts'
import { AnchorButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { restartHref } from './start-params.ts'

/** For a seller who comes here from Amazon's Cancel or error page, which don't lead back here. */
export function UnfinishedNotice({ unfinished }: { unfinished: Unfinished }) {
  const text = useText('unfinished')
  const subject = subjectOf(unfinished, useLanguage())
  const { attemptId, restart, report } = unfinished
  return (
    <Notice
      tone="due"
      title={report === null ? text.rich('open', subject) : report.title}
      cause={report !== null && text.rich('reportedAbout', subject)}
      next={report?.next ?? text('openNext')}
      action={
        <div className="flex flex-wrap gap-2">
          <AnchorButton href={restartHref(restart)} variant="primary">
            {text('continue')}
          </AnchorButton>
          <AnchorButton href={paths.unfinished(attemptId)}>
            {text(report === null ? 'report' : 'change')}
          </AnchorButton>
        </div>
      }
    />
  )
}

/** Describes the unfinished attempt, for messages that select by `kind`. */
export function subjectOf(
  { renews, marketplaceId }: Pick<Unfinished, 'renews' | 'marketplaceId'>,
  language: Language,
) {
  const marketplace = findMarketplace(marketplaceId ?? '')
  const country =
    marketplace === null ? '' : countryIn(language, marketplace.countryCode, marketplace.country)
  const kind = renews !== null ? 'renewal' : country !== '' ? 'country' : 'other'
  return { kind, name: renews ?? '', country }
}
